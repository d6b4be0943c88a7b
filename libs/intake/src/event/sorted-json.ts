import { isList, isObject, type JsonValue } from '@hookline/contract';

/** The value as JSON with the names of its objects in one order, whatever order they came in. */
export function sortedJson(value: JsonValue): string {
  if (isList(value)) return `[${value.map(sortedJson).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const pairs = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${sortedJson(value[name] ?? null)}`);
  return `{${pairs.join(',')}}`;
}
