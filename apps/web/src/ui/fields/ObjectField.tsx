import { Fieldset } from '@mantine/core';
import type { FieldProps } from './field-props.js';
import { FieldRows } from './FieldRows.js';
import { objectOf } from './object-of.js';
import { useFieldWords } from './use-field-words.js';

export function ObjectField({ field, value, onChange, error, scope }: FieldProps) {
  const { label } = useFieldWords(field, error);
  return (
    <Fieldset legend={label}>
      <FieldRows
        fields={field.fields ?? []}
        values={objectOf(value)}
        onChange={onChange}
        faultOf={() => null}
        scope={scope}
      />
    </Fieldset>
  );
}
