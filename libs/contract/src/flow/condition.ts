import { z } from 'zod';
import { jsonValue, type JsonValue } from '../json.js';

export const conditionOps = [
  'is_empty',
  'is_not_empty',
  'exists',
  'does_not_exist',
  'equals',
  'does_not_equal',
  'contains',
  'does_not_contain',
  'starts_with',
  'ends_with',
  'in_list',
  'greater_than',
  'less_than',
  'at_least',
  'at_most',
  'is_true',
  'is_false',
  'matches_phone',
  'before',
  'after',
] as const;

export type ConditionOp = (typeof conditionOps)[number];

/** Operators that look at the left side alone. */
export const unaryOps: readonly ConditionOp[] = [
  'is_empty',
  'is_not_empty',
  'exists',
  'does_not_exist',
  'is_true',
  'is_false',
];

export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly left: JsonValue; readonly op: ConditionOp; readonly right?: JsonValue | undefined };

const comparison = z.strictObject({
  left: jsonValue,
  op: z.enum(conditionOps),
  right: jsonValue.optional(),
});

export const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(condition).max(50) }),
    z.strictObject({ any: z.array(condition).max(50) }),
    z.strictObject({ not: condition }),
    comparison,
  ]),
);
