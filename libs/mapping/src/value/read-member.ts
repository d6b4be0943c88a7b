import { isList, type JsonValue } from '@hookline/contract';

/** Names that lead from data into the language; they are missing even where a payload has them. */
const forbiddenNames: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** A member of a list or object: own data only, never anything inherited, never a list's `length`. */
export function readMember(holder: JsonValue | undefined, name: string): JsonValue | undefined {
  if (typeof holder !== 'object' || holder === null) return undefined;
  if (isList(holder)) return isPosition(name) ? holder[Number(name)] : undefined;
  if (forbiddenNames.has(name) || !Object.hasOwn(holder, name)) return undefined;
  return holder[name];
}

function isPosition(name: string): boolean {
  return /^\d{1,9}$/.test(name);
}
