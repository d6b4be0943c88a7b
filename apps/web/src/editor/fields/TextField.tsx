import { TemplateField } from '../template/TemplateField.js';
import { useLanguage } from '../words/use-language.js';
import { asText, type FieldProps } from './field-props.js';
import { useFieldScope } from './field-scope.js';

/** Text, number, address, phone: one template field whose kind is checked when it is filled. */
export function TextField({ field, value, onChange, pointer }: FieldProps) {
  const { say } = useLanguage();
  const { stepId, faultAt, noteAt } = useFieldScope();
  const isLong = field.kind === 'long_text' || field.kind === 'html';
  return (
    <TemplateField
      stepId={stepId}
      label={say(field.label)}
      help={field.help && say(field.help)}
      value={asText(value)}
      onChange={(text) => onChange(toValue(text, field.kind))}
      placeholder={field.placeholder}
      isRequired={field.required}
      isMultiline={isLong}
      isMono={field.kind === 'html'}
      fault={faultAt(pointer)}
      note={noteAt(pointer)}
    />
  );
}

function toValue(text: string, kind: string): string | number | undefined {
  if (text === '') return undefined;
  const isNumber = kind === 'number' && /^-?\d{1,15}(\.\d{1,10})?$/.test(text);
  return isNumber && String(Number(text)) === text ? Number(text) : text;
}
