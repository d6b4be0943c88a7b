import { readPairs } from '../body/parse-form.js';

/** A form's fields in the order of their names, name and value without anything between; equal ones once. */
export function sortedParams(body: Uint8Array, maxFields: number): string | null {
  const pairs = readPairs(body, null, maxFields);
  if (pairs === null) return null;
  const values = new Map<string, Set<string>>();
  for (const [name, value] of pairs.decoded) {
    const known = values.get(name) ?? new Set();
    values.set(name, known.add(value));
  }
  return [...values.keys()]
    .sort()
    .flatMap((name) => [...(values.get(name) ?? [])].sort().map((value) => name + value))
    .join('');
}
