import type { JsonObject, JsonValue } from '../json.js';
import type { FieldDescription } from './field.js';

/**
 * Whether the secrets of a connection would be sent where they were not sent before. Who cannot read a secret must not
 * be able to have it sent to a server of their own.
 */
export function goElsewhere(
  fields: readonly FieldDescription[],
  before: JsonObject,
  after: JsonObject,
): boolean {
  return fields.some(({ key, secretsGoTo, default: usual }) => {
    const then = textOf(before[key] ?? usual);
    const now = textOf(after[key] ?? usual);
    if (secretsGoTo === 'hosts') return isWider(hostsOf(then), hostsOf(now));
    return secretsGoTo === 'address' && now !== '' && now !== then;
  });
}

const textOf = (value: JsonValue | undefined): string =>
  String(value ?? '')
    .trim()
    .replace(/\/+$/, '');

const hostsOf = (list: string): readonly string[] =>
  list
    .split(',')
    .map((host) => host.trim().toLowerCase())
    .filter((host) => host !== '');

/** No host named means any host. */
function isWider(then: readonly string[], now: readonly string[]): boolean {
  if (then.length === 0) return false;
  return now.length === 0 || now.some((host) => !then.includes(host));
}
