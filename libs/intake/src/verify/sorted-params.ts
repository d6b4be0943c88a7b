import { decodePart, splitPairs } from '../body/parse-form.js';

/** A form's fields in the order of their names, name and value without anything between; equal ones once. */
export function sortedParams(body: Uint8Array, maxFields: number): string | null {
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1');
  const pairs = splitPairs(text, maxFields);
  if (pairs === null) return null;
  const values = new Map<string, Set<string>>();
  for (const [name, value] of pairs) {
    const key = decodePart(name, null).text;
    const known = values.get(key) ?? new Set();
    values.set(key, known.add(decodePart(value, null).text));
  }
  return [...values.keys()]
    .sort()
    .flatMap((name) => [...(values.get(name) ?? [])].sort().map((value) => name + value))
    .join('');
}
