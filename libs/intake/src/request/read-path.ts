import { isList, isObject, type JsonValue } from '@hookline/contract';
import { rememberByText } from '../remember.js';

/** `a.[b.c].0` as `['a', 'b.c', '0']`. */
export const splitPath = rememberByText((path): readonly string[] => {
  const segments: string[] = [];
  for (const match of path.matchAll(/\[([^\]]*)\]|([^.[\]]+)/g)) {
    segments.push(match[1] ?? match[2] ?? '');
  }
  return segments;
});

/** What stands at a path, own names only; `undefined` when nothing does. */
export function readPath(value: JsonValue, segments: readonly string[]): JsonValue | undefined {
  let at: JsonValue | undefined = value;
  for (const segment of segments) {
    if (isList(at)) at = /^\d{1,9}$/.test(segment) ? at[Number(segment)] : undefined;
    else if (isObject(at) && Object.hasOwn(at, segment)) at = at[segment];
    else return undefined;
  }
  return at;
}
