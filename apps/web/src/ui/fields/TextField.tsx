import { Textarea, TextInput } from '@mantine/core';
import type { JsonValue } from '@hookline/contract';
import type { FieldProps } from './field-props.js';
import { useFieldWords } from './use-field-words.js';

const inputTypes = new Map([
  ['email', 'email'],
  ['phone', 'tel'],
  ['url', 'url'],
]);

export const shownText = (value: JsonValue | undefined): string => {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
};

export function TextField({ field, value, onChange, error }: FieldProps) {
  const words = useFieldWords(field, error);
  return (
    <TextInput
      {...words}
      type={inputTypes.get(field.kind) ?? 'text'}
      value={shownText(value)}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

export function LongTextField({ field, value, onChange, error }: FieldProps) {
  const words = useFieldWords(field, error);
  return (
    <Textarea
      {...words}
      autosize
      minRows={3}
      maxRows={14}
      value={shownText(value)}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
