import { isObject, type JsonValue } from '../json.js';
import { toPointer } from './check-flow.js';

/** One value that differs, by its JSON pointer; absent where it is not there. */
export type ValueChange = {
  readonly pointer: string;
  readonly before: JsonValue | undefined;
  readonly after: JsonValue | undefined;
};

/** What differs between two values: objects are compared member by member, everything else as a whole. */
export function compareValues(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  keys: readonly string[] = [],
): ValueChange[] {
  if (isObject(before) && isObject(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) =>
      compareValues(own(before, name), own(after, name), [...keys, name]),
    );
  }
  if (isSameValue(before, after)) return [];
  return [{ pointer: toPointer([...keys]), before, after }];
}

/** A name may be one that every object has. */
const own = (value: Readonly<Record<string, JsonValue>>, name: string): JsonValue | undefined =>
  Object.hasOwn(value, name) ? value[name] : undefined;

/** Whether two values say the same, in whatever order the members of their objects stand. */
export const isSameValue = (one: unknown, other: unknown): boolean =>
  one === other || canonical(one) === canonical(other);

/** Members in one order, because the same object may be written in two. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, one: JsonValue) =>
    isObject(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}
