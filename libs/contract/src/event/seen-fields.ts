import { z } from 'zod';
import { isList, isObject, jsonValue, type JsonValue } from '../json.js';

export const fieldTypes = ['text', 'number', 'boolean', 'list', 'empty'] as const;
export type FieldType = (typeof fieldTypes)[number];

/** A field that events of a flow carried: where it stands, how many had it, what it looked like. */
export const seenField = z.object({
  /** In the query or the headers of the request; absent: in its body. */
  at: z.enum(['query', 'headers']).optional(),
  segments: z.array(z.string()),
  count: z.number().int(),
  /** How often it held a value of each type. */
  types: z.partialRecord(z.enum(fieldTypes), z.number().int()),
  /** A few values that differ, the newest first. */
  examples: z.array(jsonValue),
});
export type SeenField = z.infer<typeof seenField>;

/** As deep as a body may be nested, and so as deep as a field may stand. */
export const deepestField = 64;
const maxFieldsOfEvent = 400;
/** Further elements of a list hardly ever have fields that none of these has. */
const maxElements = 20;
const maxExamples = 3;
const longestExample = 120;
export const longestPath = 500;

/** As many fields are remembered of a flow; of more, those that came most often. */
export const maxSeenFields = 1_000;

/** As many of them may stand outside of the body, beside those in it. */
export const maxSeenOutside = 200;

/** The name of a field among the others of its flow; no field of a body begins with an object. */
export const pathOf = ({ at, segments }: Pick<SeenField, 'at' | 'segments'>): string =>
  JSON.stringify(at === undefined ? segments : [{ at }, ...segments]);

/**
 * Counts the fields of payloads, the newest first. Whatever elements of a list have, its first one has here: that is
 * how a loop over the list reads them.
 */
export function countFields(payloads: readonly JsonValue[]): readonly SeenField[] {
  const seen = new Map<string, SeenField>();
  for (const payload of payloads) {
    for (const { segments, value } of leavesOf([], payload)) {
      const path = pathOf({ segments });
      const known = seen.get(path);
      if (!known && (seen.size >= maxSeenFields || path.length > longestPath)) continue;
      const field = known ?? { segments, count: 0, types: {}, examples: [] };
      countValue(field, value);
      seen.set(path, field);
    }
  }
  return [...seen.values()];
}

/** Counts one more value of a field. */
export function countValue(field: SeenField, value: JsonValue): void {
  const type = typeOf(value);
  field.count += 1;
  field.types[type] = (field.types[type] ?? 0) + 1;
  if (field.examples.length < maxExamples && isTelling(value, field.examples)) {
    field.examples.push(value);
  }
}

/** What two counts say together; `newer` gives its examples first. */
export function addFields(
  older: readonly SeenField[],
  newer: readonly SeenField[],
): readonly SeenField[] {
  const all = new Map(older.map((field) => [pathOf(field), field]));
  for (const field of newer) {
    const path = pathOf(field);
    const known = all.get(path);
    all.set(path, known ? addField(known, field) : field);
  }
  const fields = [...all.values()];
  if (fields.length <= maxSeenOutside) return fields;
  const outside = fields.filter(({ at }) => at !== undefined);
  const inside = fields.filter(({ at }) => at === undefined);
  return [...mostFrequent(inside, maxSeenFields), ...mostFrequent(outside, maxSeenOutside)];
}

/** Names that are made anew for each event must not drive out those that stay. */
function mostFrequent(fields: readonly SeenField[], most: number): readonly SeenField[] {
  if (fields.length <= most) return fields;
  return [...fields].sort((a, b) => b.count - a.count).slice(0, most);
}

function addField(older: SeenField, newer: SeenField): SeenField {
  const { at, segments } = older;
  const types = { ...older.types };
  for (const type of fieldTypes) {
    const count = (older.types[type] ?? 0) + (newer.types[type] ?? 0);
    if (count > 0) types[type] = count;
  }
  const examples = [...newer.examples];
  for (const each of older.examples) {
    if (examples.length < maxExamples && isTelling(each, examples)) examples.push(each);
  }
  const count = older.count + newer.count;
  return { ...(at === undefined ? {} : { at }), segments, count, types, examples };
}

type Leaf = { readonly segments: string[]; readonly value: JsonValue };

function leavesOf(segments: string[], value: JsonValue): Leaf[] {
  if (segments.length > deepestField) return [];
  if (isList(value)) return [{ segments, value: [] }, ...leavesOfElements(segments, value)];
  if (!isObject(value)) return segments.length === 0 ? [] : [{ segments, value }];
  return Object.entries(value)
    .slice(0, maxFieldsOfEvent)
    .flatMap(([key, inner]) => leavesOf([...segments, key], inner));
}

/** Each field of the elements once, as the first of them that has it. */
function leavesOfElements(segments: string[], list: readonly JsonValue[]): Leaf[] {
  const found = new Map<string, Leaf>();
  for (const element of list.slice(0, maxElements)) {
    if (!isObject(element)) continue;
    for (const leaf of leavesOf([...segments, '0'], element)) {
      const path = pathOf(leaf);
      if (!found.has(path)) found.set(path, leaf);
    }
    if (found.size >= maxFieldsOfEvent) break;
  }
  return [...found.values()];
}

function typeOf(value: JsonValue): FieldType {
  if (value === null || value === '') return 'empty';
  if (isList(value)) return 'list';
  if (typeof value === 'number') return 'number';
  return typeof value === 'boolean' ? 'boolean' : 'text';
}

/** What was masked tells nothing, and is shown nowhere as if it were a value. */
function isTelling(value: JsonValue, known: readonly JsonValue[]): boolean {
  if (value === null || typeof value === 'object') return false;
  if (typeof value === 'string' && (value.length > longestExample || /^\**$/.test(value))) {
    return false;
  }
  return !known.includes(value);
}
