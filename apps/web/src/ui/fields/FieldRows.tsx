import { Stack } from '@mantine/core';
import type { FieldDescription, JsonObject, JsonValue } from '@hookline/contract';
import { FieldInput } from './FieldInput.js';
import type { FieldScope } from './field-props.js';

type Props = {
  fields: readonly FieldDescription[];
  values: JsonObject;
  onChange: (values: JsonObject) => void;
  faultOf: (key: string) => string | null;
  scope: FieldScope;
};

/** The fields of one level, those that have a reason to be seen. */
export function FieldRows({ fields, values, onChange, faultOf, scope }: Props) {
  const put = (key: string, value: JsonValue | undefined) => {
    const { [key]: _old, ...others } = values;
    onChange(value === undefined ? others : { ...others, [key]: value });
  };
  return (
    <Stack gap="md">
      {fields
        .filter((field) => isVisible(field, values, fields))
        .map((field) => (
          <FieldInput
            key={field.key}
            field={field}
            value={values[field.key] ?? field.default}
            onChange={(value) => put(field.key, value)}
            error={faultOf(field.key)}
            scope={scope}
          />
        ))}
    </Stack>
  );
}

/** A field that depends on another one looks at its value, or at its default while it has none. */
export function isVisible(
  field: FieldDescription,
  values: JsonObject,
  siblings: readonly FieldDescription[],
): boolean {
  if (field.visibleWhen === undefined) return true;
  const { field: key, in: wanted } = field.visibleWhen;
  const decider = siblings.find((sibling) => sibling.key === key);
  const value = values[key] ?? decider?.default;
  return wanted.some((candidate) => candidate === value);
}
