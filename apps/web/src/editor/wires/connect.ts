import {
  bracketedName,
  isObject,
  quotedText,
  writePath,
  type JsonObject,
  type JsonValue,
} from '@hookline/contract';
import { setKey } from '../fields/set-key.js';
import { readReference } from '../template/template-path.js';
import { splitTemplate } from '../template/split-template.js';

/** The value of a field once a path was drawn to it: alone in place of one value, at the end of a text. */
export function connectPath(value: JsonValue | undefined, path: string): string {
  const pill = `{{${path}}}`;
  if (typeof value !== 'string' || value.trim() === '') return pill;
  const parts = splitTemplate(value);
  const isMixed = parts.length > 1 || parts[0]?.kind === 'text';
  if (!isMixed || pathsIn(value).includes(path)) return isMixed ? value : pill;
  return `${value.trimEnd()} ${pill}`;
}

/** The value without the expressions that read a path; nothing when that was all of it. */
export function disconnectPath(value: JsonValue | undefined, path: string): string | undefined {
  if (typeof value !== 'string') return undefined;
  const rest = splitTemplate(value)
    .filter((part) => part.kind === 'text' || !pathsOfExpression(part.inner).includes(path))
    .map((part) => part.text)
    .join('')
    .trim();
  return rest === '' ? undefined : rest;
}

/** The paths that a template reads, as the picker writes them. */
export function pathsIn(value: JsonValue | undefined): readonly string[] {
  if (typeof value !== 'string') return [];
  return [
    ...new Set(
      splitTemplate(value).flatMap((part) =>
        part.kind === 'expression' ? pathsOfExpression(part.inner) : [],
      ),
    ),
  ];
}

/** Segments in brackets and quoted text may hold spaces; neither ends a word. */
const word = new RegExp(String.raw`${quotedText}|(?:${bracketedName}|[^\s()"'=[])+`, 'g');

function pathsOfExpression(inner: string): readonly string[] {
  return (inner.match(word) ?? []).flatMap((one) => {
    const segments = readReference(one);
    return segments ? [writePath(segments)] : [];
  });
}

/** The object with the value at a place below it; an object that was not there is made. */
export function setAt(
  object: JsonObject,
  [key = '', ...below]: readonly string[],
  value: JsonValue | undefined,
): JsonObject {
  if (below.length === 0) return setKey(object, key, value);
  const inner = object[key];
  return setKey(object, key, setAt(isObject(inner) ? inner : {}, below, value));
}

export function getAt(
  value: JsonValue | undefined,
  keys: readonly string[],
): JsonValue | undefined {
  return keys.reduce<JsonValue | undefined>(
    (at, key) => (isObject(at) ? at[key] : undefined),
    value,
  );
}
