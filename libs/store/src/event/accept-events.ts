import type { Queryable } from '../database/pool.js';
import { isAsSaid, rowOf } from '../database/row-of.js';
import type { ArrivedEvent } from './arrived-event.js';
import { allColumns, arrivedIn, encodeArrived, isPlain, plainColumns } from './arrived-columns.js';

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
  const result = await db.query<{ states: string | null }>(
    batch.every(isPlain)
      ? {
          name: 'accept_plain_events',
          text: acceptPlainSql,
          values: encodeArrived(plainColumns, batch),
        }
      : { name: 'accept_events', text: acceptSql, values: encodeArrived(allColumns, batch) },
  );
  const states = result.rows[0]?.states ?? '';
  return batch.map((_, place) => {
    const state = stateOf[states[place] ?? ''];
    if (!state) throw new Error('the database told no state of an event');
    return { state };
  });
}

const flowOf = `${rowOf('f', 'a', ['workspace_id'])} AND ${isAsSaid('f.id', 'a.flow_id')} AND f.deleted_at IS NULL`;

// Each part and each column of a statement is made ready anew for each batch, whether it has something to do or
// not: a third of what PostgreSQL does for a batch of 32 is not done here.
const acceptPlainSql = `
  WITH arrived AS (
    ${arrivedIn(plainColumns)}
  ), decided AS (
    SELECT a.*, f.published_version_id AS version_id,
      CASE WHEN f.id IS NULL THEN 'gone' WHEN f.state = 'live' THEN 'accepted' ELSE 'held' END AS state
    FROM arrived a
    LEFT JOIN flows f ON ${flowOf}
  ), stored AS (
    INSERT INTO events (workspace_id, id, flow_id, state, method, path, query, headers, body_kind, body,
                        payload, summary, is_proved, run_id)
    SELECT workspace_id, id, flow_id, state, method, path, query, headers::jsonb, body_kind, body, payload,
           summary, is_proved::boolean, CASE WHEN state = 'accepted' THEN run_id END
    FROM decided WHERE state <> 'gone'
  ), queued AS (
    INSERT INTO open_runs (workspace_id, id, flow_id, version_id, event_id, summary, root_run_id)
    SELECT workspace_id, run_id, flow_id, version_id, id, summary, run_id
    FROM decided WHERE state = 'accepted'
  )
  SELECT string_agg(left(state, 1), '' ORDER BY place) AS states FROM decided`;

// Keys are inserted in order, so that two batches that share keys wait for each other, never in a ring.
const acceptSql = `
  WITH arrived AS (
    ${arrivedIn(allColumns)}
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
    LEFT JOIN flows f ON ${flowOf}
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
