import type { JsonValue } from '@hookline/contract';
import { readMember } from '../../value/read-member.js';

/** A field of an item, or a field inside a field: `price`, `options.color`. */
export function readPath(item: JsonValue | undefined, path: string): JsonValue | undefined {
  const whole = readMember(item, path);
  if (whole !== undefined || !path.includes('.')) return whole;
  return path.split('.').slice(0, 32).reduce<JsonValue | undefined>(readMember, item);
}
