import { createHash } from 'node:crypto';
import {
  readOrderKey,
  type FlowOrder,
  type JsonValue,
  type OrderKeyPart,
} from '@hookline/contract';
import { readPath } from '../request/read-path.js';

/** The parts of a key; none: all runs of the flow stand in one line. */
export type OrderRule = readonly OrderKeyPart[];

/** A longer key is kept as its hash, so that a line's name stays short. */
const maxKeyLength = 64;

/** @returns `null` when the runs of a flow keep no order. */
export function readOrderRule(order: FlowOrder | undefined): OrderRule | null {
  if (!order) return null;
  // A key that cannot be read was refused when the flow was saved; one line for all keeps every order.
  return order.by === 'flow' ? [] : (readOrderKey(order.key ?? '') ?? []);
}

/**
 * The name of the line that an event's run waits in. A field that is missing counts as empty, so that
 * events without a key keep the order among themselves.
 */
export function orderKeyOf(rule: OrderRule | null, payload: JsonValue): string | null {
  if (rule === null) return null;
  const key = rule
    .map((part) => (typeof part === 'string' ? part : textAt(payload, part)))
    .join('');
  if (key.length <= maxKeyLength) return key.replaceAll('\0', '');
  return createHash('sha256').update(key).digest('hex');
}

function textAt(payload: JsonValue, path: readonly string[]): string {
  const value = readPath(payload, path);
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value).trim();
}
