import { z } from 'zod';
import { isList, isObject, jsonValue, type JsonValue } from '../json.js';

/** A field that events of a flow carried: where it stands, how many had it, what it looked like. */
export const seenField = z.object({
  segments: z.array(z.string()),
  count: z.number().int(),
  examples: z.array(jsonValue),
});
export type SeenField = z.infer<typeof seenField>;

const maxDepth = 6;
const maxFields = 400;
const maxExamples = 3;
const longestExample = 120;

/** Counts the fields of payloads, the newest first; of a list its first element stands for all. */
export function countFields(payloads: readonly JsonValue[]): readonly SeenField[] {
  const seen = new Map<string, { segments: string[]; count: number; examples: JsonValue[] }>();
  for (const payload of payloads) {
    for (const { segments, value } of leavesOf([], payload)) {
      const key = JSON.stringify(segments);
      const known = seen.get(key);
      if (!known && seen.size >= maxFields) continue;
      const field = known ?? { segments, count: 0, examples: [] };
      field.count += 1;
      if (field.examples.length < maxExamples && isTelling(value, field.examples)) {
        field.examples.push(value);
      }
      seen.set(key, field);
    }
  }
  return [...seen.values()];
}

type Leaf = { readonly segments: string[]; readonly value: JsonValue };

function leavesOf(segments: string[], value: JsonValue): Leaf[] {
  if (segments.length > maxDepth) return [];
  if (isList(value)) {
    const [first] = value;
    const inner = isObject(first) ? leavesOf([...segments, '0'], first) : [];
    return [{ segments, value: null }, ...inner];
  }
  if (!isObject(value)) return segments.length === 0 ? [] : [{ segments, value }];
  return Object.entries(value)
    .slice(0, maxFields)
    .flatMap(([key, inner]) => leavesOf([...segments, key], inner));
}

function isTelling(value: JsonValue, known: readonly JsonValue[]): boolean {
  if (value === null || value === '') return false;
  if (typeof value === 'string' && value.length > longestExample) return false;
  return !known.includes(value);
}
