import type { JsonValue } from '@hookline/contract';
import { childrenOf } from '../ui/prune-json.js';

export type FieldRow = { readonly path: string; readonly key: string; readonly value: JsonValue };

const mostRows = 500;

/** Every single value of a payload with the path that leads to it; empty containers count as values. */
export function flattenPayload(payload: JsonValue): readonly FieldRow[] {
  const rows: FieldRow[] = [];
  collect(payload, '', '', rows);
  return rows;
}

function collect(value: JsonValue, path: string, key: string, rows: FieldRow[]): void {
  if (rows.length >= mostRows) return;
  const children = childrenOf(value);
  if (children === null || children.length === 0) {
    rows.push({ path, key, value });
    return;
  }
  const isList = Array.isArray(value);
  for (const [name, child] of children) {
    const step = isList ? `[${name}]` : path === '' ? name : `.${name}`;
    collect(child, path + step, isList ? `${key}[${name}]` : name, rows);
  }
}
