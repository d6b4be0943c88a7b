import { Textarea } from '@mantine/core';
import { jsonValue } from '@hookline/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseJson } from '../../api/api-fault.js';
import type { FieldProps } from './field-props.js';
import { useFieldWords } from './use-field-words.js';

/** A structure as text; what cannot be read stays in the field and is not passed on. */
export function JsonField({ field, value, onChange, error }: FieldProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(() =>
    value === undefined ? '' : JSON.stringify(value, null, 2),
  );
  const [isBroken, setBroken] = useState(false);
  const words = useFieldWords(field, isBroken ? t('fields.jsonBroken') : error);
  const change = (next: string) => {
    setText(next);
    if (next.trim() === '') {
      setBroken(false);
      return onChange(undefined);
    }
    const parsed = jsonValue.safeParse(parseJson(next));
    setBroken(!parsed.success);
    if (parsed.success) onChange(parsed.data);
  };
  return (
    <Textarea
      {...words}
      autosize
      minRows={3}
      maxRows={16}
      spellCheck={false}
      classNames={{ input: 'hl-mono' }}
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}
