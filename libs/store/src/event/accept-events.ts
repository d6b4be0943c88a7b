import type { BodyKind } from '@hookline/contract';
import { encodeBytes, encodeInts, encodeTexts, encodeUuids } from '../database/encode-array.js';
import type { Queryable } from '../database/pool.js';
import { isAsSaid, rowOf } from '../database/row-of.js';
import type { Scope } from '../scope.js';

/** What one request became, ready to be stored. Ids are made by the caller (uuid v7). */
export type ArrivedEvent = {
  readonly scope: Scope;
  readonly id: string;
  readonly flowId: string;
  /** The id of the run that begins if the flow is live. */
  readonly runId: string;
  /**
   * `skipped`: a real event of a kind that does not start this flow. `quarantined`: an event that its
   * endpoint does not trust, held until a person has looked at it; its `reason` marks it. `captured`: it
   * came to an address of no flow.
   */
  readonly kind: 'event' | 'quarantined' | 'skipped' | 'test' | 'rejected' | 'captured';
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly bodyKind: BodyKind;
  readonly body: Uint8Array;
  /** The payload as JSON text; `null` when it is the body itself. */
  readonly payload: Uint8Array | null;
  readonly summary: string;
  readonly dedupeKey: string | null;
  /** A second key of the same event: whoever comes with either of the two is a duplicate. */
  readonly dedupeAlso?: string | null;
  /** The line that its run waits in for its turn; `null` when runs of the flow need no order. */
  readonly orderKey: string | null;
  readonly reason: string | null;
  /** Whether the sender proved who it is; absent where that was not found out. */
  readonly isProved?: boolean | null;
  /** An entry of a flood: so many requests were told to come later. */
  readonly standsFor?: number;
  /** It came with others in one request, whose bytes are kept with the first of them. */
  readonly batch?: { readonly firstId: string; readonly events: number };
};

/** What the database decided; `gone` when the flow no longer exists and nothing was stored. */
export type Acceptance = {
  readonly state:
    'accepted' | 'held' | 'discarded' | 'duplicate' | 'test' | 'rejected' | 'captured' | 'gone';
};

const stateOf: Readonly<Record<string, Acceptance['state']>> = {
  a: 'accepted',
  h: 'held',
  d: 'duplicate',
  x: 'discarded',
  t: 'test',
  r: 'rejected',
  c: 'captured',
  g: 'gone',
};

/**
 * Stores a batch of events and begins their runs in one statement, which is one transaction: when it
 * returns, all of it is on disk. The flow's state and version are read by the same statement, so that
 * no cache can hold back a lead of a flow that has just been published. A run that has an order key
 * waits for its turn: `releaseTurns` gives it.
 */
export async function acceptEvents(
  db: Queryable,
  batch: readonly ArrivedEvent[],
): Promise<readonly Acceptance[]> {
  const result = await db.query<{ states: string | null }>({
    name: 'accept_events',
    text: acceptSql,
    values: [
      encodeUuids(batch.map((event) => event.scope.workspaceId)),
      encodeUuids(batch.map((event) => event.id)),
      encodeUuids(batch.map((event) => event.flowId)),
      encodeUuids(batch.map((event) => event.runId)),
      encodeTexts(batch.map((event) => event.kind)),
      encodeTexts(batch.map((event) => event.method)),
      encodeTexts(batch.map((event) => event.path)),
      encodeTexts(batch.map((event) => event.query)),
      encodeTexts(batch.map((event) => JSON.stringify(event.headers))),
      encodeTexts(batch.map((event) => event.bodyKind)),
      encodeBytes(batch.map((event) => event.body)),
      encodeBytes(batch.map((event) => event.payload)),
      encodeTexts(batch.map((event) => event.summary)),
      encodeTexts(batch.map((event) => event.dedupeKey)),
      encodeTexts(batch.map((event) => event.orderKey)),
      encodeTexts(batch.map((event) => event.reason)),
      encodeTexts(batch.map(proofOf)),
      encodeUuids(batch.map((event) => event.batch?.firstId ?? null)),
      encodeInts(batch.map((event) => event.batch?.events ?? 0)),
      encodeTexts(batch.map(({ dedupeAlso }) => dedupeAlso ?? null)),
      encodeInts(batch.map(({ standsFor }) => standsFor ?? 0)),
    ],
  });
  const states = result.rows[0]?.states ?? '';
  return batch.map((_, place) => {
    const state = stateOf[states[place] ?? ''];
    if (!state) throw new Error('the database told no state of an event');
    return { state };
  });
}

/** A boolean as the database reads it from text. */
function proofOf({ isProved }: ArrivedEvent): string | null {
  return isProved === true ? 't' : isProved === false ? 'f' : null;
}

// Keys are inserted in order, so that two batches that share keys wait for each other, never in a ring.
const acceptSql = `
  WITH arrived AS (
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[],
      $8::text[], $9::text[], $10::text[], $11::bytea[], $12::bytea[], $13::text[], $14::text[], $15::text[],
      $16::text[], $17::text[], $18::uuid[], $19::int[], $20::text[], $21::int[])
      WITH ORDINALITY AS t (workspace_id, id, flow_id, run_id, kind, method, path, query, headers, body_kind,
                            body, payload, summary, dedupe_key, order_key, reason, is_proved,
                            batch_first_id, batch_events, dedupe_also, stands_for, place)
  ), also AS (
    -- Of two keys none is taken when one is known: the repeat of an event must not lengthen its time.
    INSERT INTO event_dedupe (workspace_id, flow_id, key, event_id)
    SELECT DISTINCT ON (workspace_id, flow_id, dedupe_also) workspace_id, flow_id, dedupe_also, id
    FROM arrived a
    WHERE kind IN ('event', 'quarantined') AND dedupe_also IS NOT NULL AND NOT EXISTS (
      -- Whether this very key is known, the insertion finds out.
      SELECT FROM event_dedupe d
      WHERE ${rowOf('d', 'a', ['workspace_id', 'flow_id'])} AND ${isAsSaid('d.key', 'a.dedupe_key')})
    ORDER BY workspace_id, flow_id, dedupe_also, id
    ON CONFLICT DO NOTHING
    RETURNING event_id
  ), fresh AS (
    -- Nor the other one when the first was taken a moment ago: it may be that of another event.
    INSERT INTO event_dedupe (workspace_id, flow_id, key, event_id)
    SELECT DISTINCT ON (workspace_id, flow_id, dedupe_key) workspace_id, flow_id, dedupe_key, id
    FROM arrived
    WHERE kind IN ('event', 'quarantined') AND dedupe_key IS NOT NULL
      AND (dedupe_also IS NULL OR id IN (SELECT event_id FROM also))
    ORDER BY workspace_id, flow_id, dedupe_key, id
    ON CONFLICT DO NOTHING
    RETURNING event_id
  ), decided AS (
    SELECT a.*, f.published_version_id AS version_id,
      CASE
        WHEN f.id IS NULL THEN 'gone'
        WHEN a.kind = 'skipped' THEN 'discarded'
        WHEN a.kind NOT IN ('event', 'quarantined') THEN a.kind
        WHEN a.dedupe_key IS NOT NULL AND NOT EXISTS (SELECT FROM fresh WHERE fresh.event_id = a.id)
          THEN 'duplicate'
        WHEN f.state = 'live' AND a.kind = 'event' THEN 'accepted'
        ELSE 'held'
      END AS state
    FROM arrived a
    LEFT JOIN flows f ON ${rowOf('f', 'a', ['workspace_id'])} AND ${isAsSaid('f.id', 'a.flow_id')} AND f.deleted_at IS NULL
  ), stored AS (
    INSERT INTO events (workspace_id, id, flow_id, state, method, path, query, headers, body_kind, body,
                        payload, summary, dedupe_key, order_key, reason, is_proved, batch_first_id,
                        batch_events, run_id, decided_by, decided_at, dedupe_also, stands_for)
    SELECT workspace_id, id, flow_id, state, method, path, query, headers::jsonb, body_kind, body, payload,
           summary, CASE WHEN state = 'duplicate' AND dedupe_also IS NOT NULL THEN coalesce((
             -- The key that is known leads to the first event.
             SELECT d.key FROM event_dedupe d
             WHERE d.workspace_id = decided.workspace_id AND d.flow_id = decided.flow_id
               AND d.key IN (dedupe_key, dedupe_also) ORDER BY d.event_id LIMIT 1
           ), dedupe_key) ELSE dedupe_key END, order_key, reason, is_proved::boolean,
           batch_first_id, nullif(batch_events, 0),
           CASE WHEN state = 'accepted' THEN run_id END,
           CASE WHEN state = 'discarded' THEN 'the source''s choice of events' END,
           CASE WHEN state = 'discarded' THEN clock_timestamp() END,
           CASE WHEN kind = 'quarantined' THEN dedupe_also END, nullif(stands_for, 0)
    FROM decided WHERE state <> 'gone'
  ), queued AS (
    INSERT INTO open_runs (workspace_id, id, flow_id, version_id, event_id, summary, root_run_id, order_key,
                           state, waiting_for, wake_at)
    SELECT workspace_id, run_id, flow_id, version_id, id, summary, run_id, order_key,
           CASE WHEN order_key IS NULL THEN 'queued' ELSE 'waiting' END,
           CASE WHEN order_key IS NOT NULL THEN 'turn' END,
           CASE WHEN order_key IS NULL THEN clock_timestamp() ELSE 'infinity' END
    FROM decided WHERE state = 'accepted'
  )
  SELECT string_agg(CASE state WHEN 'discarded' THEN 'x' ELSE left(state, 1) END, '' ORDER BY place) AS states FROM decided`;
