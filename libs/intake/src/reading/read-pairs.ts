import {
  isList,
  isObject,
  type BodyReading,
  type JsonObject,
  type JsonValue,
} from '@hookline/contract';
import { emptyDraft } from '../json-shape.js';
import { readPath, splitPath } from '../request/read-path.js';

type How = Pick<BodyReading, 'key' | 'values' | 'titles'>;

const maxPairs = 1_000;

/** A list of named values (`[{ q: 'Name', a: 'Anna' }]`) as an object; `null` when it holds none. */
export function readPairs(value: JsonValue, how: How, payload: JsonValue): JsonObject | null {
  const titles = how.titles ? titlesOf(how.titles, payload) : null;
  const found = emptyDraft();
  for (const [name, text] of pairsOf(value, how)) {
    const title = titles?.get(name) ?? name;
    if (title !== '__proto__') found[title] = text;
  }
  return Object.keys(found).length > 0 ? found : null;
}

/** The same as one text, a line for each pair. */
export function readLines(value: JsonValue, how: How): string | null {
  const lines = pairsOf(value, how).map(([name, text]) => `${name}: ${asText(text)}`);
  return lines.length > 0 ? lines.join('\n') : null;
}

function pairsOf(
  value: JsonValue,
  { key = '', values = [] }: How,
): readonly (readonly [string, JsonValue])[] {
  if (!isList(value)) return [];
  const namePath = splitPath(key);
  const valuePaths = values.map(splitPath);
  const pairs: (readonly [string, JsonValue])[] = [];
  for (let at = 0; at < value.length && at < maxPairs; at += 1) {
    const element = value[at] ?? null;
    const name = readPath(element, namePath);
    const found = typeof name === 'string' ? firstAt(element, valuePaths) : undefined;
    if (typeof name === 'string' && found !== undefined) pairs.push([name, found]);
  }
  return pairs;
}

/** What stands at the first of these paths at which something does. */
function firstAt(element: JsonValue, paths: readonly (readonly string[])[]): JsonValue | undefined {
  for (const path of paths) {
    const found = readPath(element, path);
    if (found !== undefined) return found;
  }
  return undefined;
}

function titlesOf(
  titles: NonNullable<How['titles']>,
  payload: JsonValue,
): ReadonlyMap<string, string> {
  const list = readPath(payload, splitPath(titles.list));
  if (!isList(list)) return new Map();
  return new Map(
    list.flatMap((element) => {
      const id = readPath(element, splitPath(titles.id));
      const title = readPath(element, splitPath(titles.title));
      return typeof id === 'string' && typeof title === 'string' ? [[id, title] as const] : [];
    }),
  );
}

function asText(value: JsonValue): string {
  if (isList(value)) return value.map(asText).join(', ');
  return isObject(value) ? JSON.stringify(value) : String(value ?? '');
}
