import type { JsonValue } from '@hookline/contract';
import { useState } from 'react';
import { TemplateField } from '../template/TemplateField.js';
import { useLanguage } from '../words/use-language.js';
import { asText, type FieldProps } from './field-props.js';
import { useFieldScope } from './field-scope.js';

/** JSON with pills inside of it; kept as a structure as soon as it is one. */
export function JsonField({ field, value, onChange, pointer }: FieldProps) {
  const { t, say } = useLanguage();
  const { stepId, faultAt, noteAt } = useFieldScope();
  const [draft, setDraft] = useState(() => asText(value));
  // What was typed stays as typed; a change from elsewhere (undo, another page) replaces it.
  const isOwn = JSON.stringify(toValue(draft)) === JSON.stringify(value);
  const text = isOwn ? draft : asText(value);
  return (
    <TemplateField
      stepId={stepId}
      label={say(field.label)}
      help={field.help && say(field.help)}
      value={text}
      onChange={(next) => {
        setDraft(next);
        onChange(toValue(next));
      }}
      placeholder={field.placeholder ?? '{ }'}
      isRequired={field.required}
      isMultiline
      isMono
      fault={faultAt(pointer) ?? (looksBroken(text) ? t('editor.field.notJson') : undefined)}
      note={noteAt(pointer)}
    />
  );
}

function toValue(text: string): JsonValue | undefined {
  if (text.trim() === '') return undefined;
  try {
    const parsed: JsonValue = JSON.parse(text);
    return parsed;
  } catch {
    return text;
  }
}

function looksBroken(text: string): boolean {
  return /^\s*[[{](?!\{)/.test(text) && typeof toValue(text) === 'string';
}
