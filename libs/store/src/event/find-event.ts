import { isUuid } from '../database/is-uuid.js';
import type { Store } from '../database/open-store.js';
import { select, selectOne } from '../database/select.js';
import type { Scope } from '../scope.js';
import { listedColumns, type ListedEvent } from './list-events.js';

/** One request as it came. */
export type EventRecord = ListedEvent & {
  readonly query: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
  /** The payload's JSON text where it is not the body itself. */
  readonly payload: Buffer | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly isProved: boolean | null;
  /** The first event of the request that it came in with others, and how many they are together. */
  readonly batchFirstId: string | null;
  readonly batchEvents: number | null;
};

export type EventFile = {
  readonly index: number;
  readonly field: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: number;
};

export async function findEvent(
  scope: Scope,
  store: Store,
  eventId: string,
): Promise<EventRecord | null> {
  if (!isUuid(eventId)) return null;
  return selectOne<EventRecord>(
    store,
    `SELECT ${listedColumns}, e.query, e.headers, e.body, e.payload,
            e.decided_by AS "decidedBy", e.decided_at AS "decidedAt", e.is_proved AS "isProved",
            e.batch_first_id AS "batchFirstId", e.batch_events AS "batchEvents"
     FROM events e WHERE e.workspace_id = $1 AND e.id = $2`,
    [scope.workspaceId, eventId],
  );
}

/** What files came with an event, without their bytes. */
export async function listEventFiles(
  scope: Scope,
  store: Store,
  eventId: string,
): Promise<readonly EventFile[]> {
  if (!isUuid(eventId)) return [];
  return select<EventFile>(
    store,
    `SELECT position AS index, field, file_name AS "fileName", content_type AS "contentType",
            octet_length(bytes) AS bytes
     FROM event_files WHERE workspace_id = $1 AND event_id = $2 ORDER BY position`,
    [scope.workspaceId, eventId],
  );
}

/** One file of an event with its bytes. */
export async function readEventFile(
  scope: Scope,
  store: Store,
  asked: { eventId: string; index: number },
): Promise<{ fileName: string; contentType: string; bytes: Buffer } | null> {
  if (!isUuid(asked.eventId) || asked.index > 32_767) return null;
  return selectOne(
    store,
    `SELECT file_name AS "fileName", content_type AS "contentType", bytes
     FROM event_files WHERE workspace_id = $1 AND event_id = $2 AND position = $3`,
    [scope.workspaceId, asked.eventId, asked.index],
  );
}
