import { NumberInput } from '@mantine/core';
import type { FieldProps } from './field-props.js';
import { useFieldWords } from './use-field-words.js';

export function NumberField({ field, value, onChange, error }: FieldProps) {
  const words = useFieldWords(field, error);
  return (
    <NumberInput
      {...words}
      value={typeof value === 'number' ? value : ''}
      onChange={(next) => onChange(typeof next === 'number' ? next : undefined)}
    />
  );
}
