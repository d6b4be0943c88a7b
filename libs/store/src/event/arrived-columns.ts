import { encodeBytes, encodeInts, encodeTexts, encodeUuids } from '../database/encode-array.js';
import type { ArrivedEvent } from './arrived-event.js';

/** A column of what a batch is told to the database in, and how it is written there. */
type Column = {
  readonly name: string;
  readonly type: 'uuid' | 'text' | 'bytea' | 'int';
  readonly encode: (batch: readonly ArrivedEvent[]) => Buffer;
};

const uuids = (name: string, read: (event: ArrivedEvent) => string | null): Column => ({
  name,
  type: 'uuid',
  encode: (batch) => encodeUuids(batch.map(read)),
});

const texts = (name: string, read: (event: ArrivedEvent) => string | null): Column => ({
  name,
  type: 'text',
  encode: (batch) => encodeTexts(batch.map(read)),
});

const bytes = (name: string, read: (event: ArrivedEvent) => Uint8Array | null): Column => ({
  name,
  type: 'bytea',
  encode: (batch) => encodeBytes(batch.map(read)),
});

const ints = (name: string, read: (event: ArrivedEvent) => number): Column => ({
  name,
  type: 'int',
  encode: (batch) => encodeInts(batch.map(read)),
});

/** What every event says of itself. */
export const plainColumns: readonly Column[] = [
  uuids('workspace_id', ({ scope }) => scope.workspaceId),
  uuids('id', ({ id }) => id),
  uuids('flow_id', ({ flowId }) => flowId),
  uuids('run_id', ({ runId }) => runId),
  texts('method', ({ method }) => method),
  texts('path', ({ path }) => path),
  texts('query', ({ query }) => query),
  texts('headers', ({ headers }) => JSON.stringify(headers)),
  texts('body_kind', ({ bodyKind }) => bodyKind),
  bytes('body', ({ body }) => body),
  bytes('payload', ({ payload }) => payload),
  texts('summary', ({ summary }) => summary),
  // A boolean as the database reads it from text.
  texts('is_proved', ({ isProved }) => (isProved === true ? 't' : isProved === false ? 'f' : null)),
];

/** And what some say besides. */
export const allColumns: readonly Column[] = [
  ...plainColumns,
  texts('kind', ({ kind }) => kind),
  texts('dedupe_key', ({ dedupeKey }) => dedupeKey),
  texts('dedupe_also', ({ dedupeAlso }) => dedupeAlso ?? null),
  texts('order_key', ({ orderKey }) => orderKey),
  texts('reason', ({ reason }) => reason),
  uuids('batch_first_id', ({ batch }) => batch?.firstId ?? null),
  ints('batch_events', ({ batch }) => batch?.events ?? 0),
  ints('stands_for', ({ standsFor }) => standsFor ?? 0),
];

/** Says nothing but what every event says: it starts its flow, is no repeat of another and keeps no order. */
export const isPlain = (event: ArrivedEvent): boolean =>
  event.kind === 'event' &&
  event.dedupeKey === null &&
  (event.dedupeAlso ?? null) === null &&
  event.orderKey === null &&
  event.reason === null &&
  event.batch === undefined &&
  !event.standsFor;

/** The parameters of a statement, one for each of its columns. */
export const encodeArrived = (
  columns: readonly Column[],
  batch: readonly ArrivedEvent[],
): Buffer[] => columns.map(({ encode }) => encode(batch));

/** The rows of a batch by the names of their columns, with the `place` that each has in the batch. */
export function arrivedIn(columns: readonly Column[]): string {
  const arrays = columns.map(({ type }, index) => `$${index + 1}::${type}[]`);
  const names = [...columns.map(({ name }) => name), 'place'];
  return `SELECT * FROM unnest(${arrays.join(', ')}) WITH ORDINALITY AS t (${names.join(', ')})`;
}
