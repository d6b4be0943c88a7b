import { isUuid } from '../database/is-uuid.js';
import type { Store } from '../database/open-store.js';
import { selectOne } from '../database/select.js';
import type { Scope } from '../scope.js';
import { quarantineMark } from './quarantine-mark.js';
import { flowEntity } from '../flow/flow.entity.js';

const batchSize = 1_000;

export type Settlement =
  | { readonly outcome: 'settled'; readonly settled: number }
  | { readonly outcome: 'not_found' | 'never_published' };

export type Decision = {
  readonly flowId: string;
  readonly decision: 'run' | 'discard';
  /** `null`: all that are held, without those in quarantine, or all of those. */
  readonly eventIds: readonly string[] | null;
  /** Which are meant by all. */
  readonly all?: 'waiting' | 'quarantined';
  readonly decidedBy: string;
  readonly newId: () => string;
};

/**
 * Runs or discards held events, the earliest first, a thousand per transaction. Each is settled once,
 * however many people decide at the same time. Run ones begin on the version that is published now.
 */
export async function settleHeld(scope: Scope, store: Store, given: Decision): Promise<Settlement> {
  if (!isUuid(given.flowId)) return { outcome: 'not_found' };
  let settled = 0;
  for (;;) {
    const batch = await settleBatch(scope, store, given);
    if (batch.outcome !== 'settled') return batch;
    settled += batch.settled;
    if (batch.settled < batchSize) return { outcome: 'settled', settled };
  }
}

function settleBatch(scope: Scope, store: Store, given: Decision): Promise<Settlement> {
  return store.transaction(async (inner) => {
    // Shared with other deciders, but not with a publication or a deletion of the flow.
    const flow = await inner.getRepository(flowEntity).findOne({
      where: { workspaceId: scope.workspaceId, id: given.flowId },
      lock: { mode: 'pessimistic_read' },
    });
    if (!flow) return { outcome: 'not_found' };
    if (given.decision === 'run' && flow.publishedVersionId === null) {
      return { outcome: 'never_published' };
    }
    const eventIds = given.eventIds?.filter(isUuid) ?? null;
    const isQuarantine = given.all === 'quarantined';
    const values = [
      scope.workspaceId,
      given.flowId,
      eventIds,
      batchSize,
      given.decidedBy,
      isQuarantine,
    ];
    const isRun = given.decision === 'run';
    const runIds = isRun ? Array.from({ length: batchSize }, given.newId) : [];
    const row = isRun
      ? await selectOne<Count>(inner, runSql, [...values, flow.publishedVersionId, runIds])
      : await selectOne<Count>(inner, discardSql, values);
    return { outcome: 'settled', settled: row?.count ?? 0 };
  });
}

type Count = { count: number };

const chosen = `
  chosen AS (
    SELECT id FROM events
    WHERE workspace_id = $1 AND flow_id = $2 AND state = 'held'
      AND CASE WHEN $3::uuid[] IS NULL THEN (reason IS NOT NULL) = $6 ELSE id = ANY ($3) END
    ORDER BY id LIMIT $4 FOR UPDATE
  )`;

const discardSql = `
  WITH ${chosen}, settled AS (
    UPDATE events e SET state = 'discarded', decided_by = $5, decided_at = clock_timestamp()
    FROM chosen WHERE e.workspace_id = $1 AND e.id = chosen.id
    RETURNING e.id
  )
  SELECT count(*)::int AS count FROM settled`;

// Claims go by wake_at, so that a microsecond between two neighbours keeps the order of arrival.
const runSql = `
  WITH ${chosen}, numbered AS (
    SELECT id, row_number() OVER (ORDER BY id) AS place FROM chosen
  ), settled AS (
    UPDATE events e SET state = 'accepted', run_id = ($8::uuid[])[n.place], decided_by = $5,
                        decided_at = clock_timestamp()
    FROM numbered n WHERE e.workspace_id = $1 AND e.id = n.id
    RETURNING e.id, e.run_id, e.summary, e.order_key, e.dedupe_key, e.dedupe_also, n.place
  ), known AS (
    -- What is released from quarantine is from now on the event of its keys.
    INSERT INTO event_dedupe (workspace_id, flow_id, key, event_id)
    SELECT $1, $2, substr(marked, length('${quarantineMark}') + 1), id
    FROM settled, unnest(ARRAY[dedupe_key, dedupe_also]) AS marked
    WHERE starts_with(marked, '${quarantineMark}')
    ORDER BY marked
    ON CONFLICT DO NOTHING
  ), begun AS (
    INSERT INTO open_runs (workspace_id, id, flow_id, version_id, event_id, summary, root_run_id, created_at,
                           order_key, state, waiting_for, wake_at)
    SELECT $1, run_id, $2, $7, id, summary, run_id, at, order_key,
           CASE WHEN order_key IS NULL THEN 'queued' ELSE 'waiting' END,
           CASE WHEN order_key IS NOT NULL THEN 'turn' END,
           CASE WHEN order_key IS NULL THEN at ELSE 'infinity' END
    FROM settled, LATERAL (SELECT now() + place * interval '1 microsecond' AS at) AS due
    ORDER BY place
    RETURNING id
  )
  SELECT count(*)::int AS count FROM begun`;
