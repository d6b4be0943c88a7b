import { idPartOfKey, type BodyKind, type EventState } from '@hookline/contract';
import { bind, literal } from '../database/bind.js';
import { cutPage, type Page } from '../database/cut-page.js';
import { isUuid } from '../database/is-uuid.js';
import type { Store } from '../database/open-store.js';
import { prepared } from '../database/preparing-client.js';
import { select } from '../database/select.js';
import type { Scope } from '../scope.js';

/** One request as a list shows it: everything but its headers and bytes. */
export type ListedEvent = {
  readonly id: string;
  readonly flowId: string;
  readonly state: EventState;
  readonly receivedAt: Date;
  readonly method: string;
  readonly path: string;
  readonly bodyKind: BodyKind;
  readonly bodyBytes: number;
  readonly summary: string;
  readonly runId: string | null;
  readonly reason: string | null;
  readonly isQuarantined: boolean;
  readonly duplicateOf: string | null;
  readonly sameIdAs: string | null;
};

export type EventFilter = {
  readonly flowId: string | null;
  readonly state: EventState | null;
  readonly from: Date | null;
  readonly cursor: string | null;
  readonly limit: number;
};

/** Everything that arrived, the newest first. */
export async function listEvents(
  scope: Scope,
  store: Store,
  filter: EventFilter,
): Promise<Page<ListedEvent>> {
  if (filter.flowId !== null && !isUuid(filter.flowId)) return { items: [], nextCursor: null };
  const { at, values } = bind();
  const where = [`e.workspace_id = ${at(scope.workspaceId, 'uuid')}`];
  if (filter.flowId !== null) where.push(`e.flow_id = ${at(filter.flowId, 'uuid')}`);
  if (filter.state !== null) where.push(`e.state = ${literal(filter.state)}`);
  if (filter.cursor !== null) where.push(`e.id < ${at(filter.cursor, 'uuid')}`);
  if (filter.from !== null) where.push(`e.id >= uuid_v7_floor(${at(filter.from, 'timestamptz')})`);
  const sql = prepared(
    `SELECT ${listedColumns} FROM events e
     WHERE ${where.join(' AND ')} ORDER BY e.id DESC LIMIT ${filter.limit + 1}`,
  );
  return cutPage(await select<ListedEvent>(store, sql, values), filter.limit);
}

const idPart = `left(e.dedupe_key, ${idPartOfKey})`;

/**
 * A duplicate's first event may be forgotten after some weeks; then nothing is named. The same id with another
 * content is told by the part of an unproved key that is of the id alone.
 */
export const listedColumns = `
  e.id, e.flow_id AS "flowId", e.state, e.received_at AS "receivedAt", e.method, e.path,
  e.body_kind AS "bodyKind", octet_length(e.body) AS "bodyBytes", e.summary, e.run_id AS "runId", e.reason,
  e.state = 'held' AND e.reason IS NOT NULL AS "isQuarantined",
  CASE WHEN e.state = 'duplicate' THEN (
    SELECT d.event_id FROM event_dedupe d
    WHERE d.workspace_id = e.workspace_id AND d.flow_id = e.flow_id AND d.key = e.dedupe_key
  ) END AS "duplicateOf",
  CASE WHEN e.state IN ('accepted', 'held', 'discarded') AND e.is_proved IS NOT TRUE THEN (
    SELECT d.event_id FROM event_dedupe d
    WHERE d.workspace_id = e.workspace_id AND d.flow_id = e.flow_id
      AND d.key >= ${idPart} AND d.key < ${idPart} || 'g' AND d.event_id < e.id
    ORDER BY d.event_id LIMIT 1
  ) END AS "sameIdAs"`;
