import type { FieldDescription, JsonValue } from '@hookline/contract';

/** What every kind of field gets. */
export type FieldProps = {
  readonly field: FieldDescription;
  readonly value: JsonValue | undefined;
  readonly onChange: (value: JsonValue | undefined) => void;
  /** JSON pointer of the value below the step. */
  readonly pointer: string;
};

export const isTemplate = (value: JsonValue | undefined): value is string =>
  typeof value === 'string' && value.includes('{{');

/** A value as the text of a template field. */
export function asText(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
