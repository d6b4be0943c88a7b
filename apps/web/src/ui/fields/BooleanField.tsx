import { Switch } from '@mantine/core';
import type { FieldProps } from './field-props.js';
import { useFieldWords } from './use-field-words.js';

export function BooleanField({ field, value, onChange, error }: FieldProps) {
  const { label, description } = useFieldWords(field, error);
  return (
    <Switch
      label={label}
      error={error}
      {...(description === undefined ? {} : { description })}
      checked={value === true}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}
