import type { FieldDescription, JsonObject } from '@hookline/contract';

/** Whether a field is asked for, given what the others hold. */
export function isVisible(field: FieldDescription, input: JsonObject): boolean {
  const { visibleWhen } = field;
  if (!visibleWhen) return true;
  const value = input[visibleWhen.field] ?? null;
  return visibleWhen.in.some((one) => JSON.stringify(one) === JSON.stringify(value));
}
