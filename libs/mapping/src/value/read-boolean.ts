import type { JsonValue } from '@hookline/contract';

const yes: ReadonlySet<string> = new Set(['true', 'yes', 'y', 'on', '1', 'да', 'так', '+']);
const no: ReadonlySet<string> = new Set(['false', 'no', 'n', 'off', '0', 'нет', 'ні', '-']);

/** What a checkbox, a form or a person means by it; `undefined` when it is neither. */
export function readBoolean(value: JsonValue | undefined): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const word = String(value).trim().toLowerCase();
  if (yes.has(word)) return true;
  return no.has(word) ? false : undefined;
}
