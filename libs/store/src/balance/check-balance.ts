import type { BalanceFaultKind } from '@hookline/contract';
import { inTransaction, type Client, type Pool } from '../database/pool.js';

export type BalanceCheck = {
  /** Events that arrived before this moment were not looked at. */
  readonly since: Date;
  readonly statementTimeoutMs: number;
};

export type BalanceFault = {
  readonly workspaceId: string;
  readonly kind: BalanceFaultKind;
  readonly count: number;
  readonly sampleEventId: string;
};

/** `hasChanged`: since the check before, whichever process made it. */
export type BalanceFinding = {
  readonly faults: readonly BalanceFault[];
  readonly hasChanged: boolean;
};

/**
 * Proves that each accepted event of recent weeks has exactly one run that counts, and each such run its
 * event. One statement reads one snapshot, so a system at work never looks unbalanced. What was found is
 * kept for the API, and compared with what was kept, so that an alarm is raised once per change.
 */
export async function checkBalance(pool: Pool, asked: BalanceCheck): Promise<BalanceFinding> {
  return inTransaction(pool, async (client) => {
    await client.query(`SELECT set_config('statement_timeout', $1, true)`, [
      String(asked.statementTimeoutMs),
    ]);
    // This one reads whole parts, which the plans of the hot path would do row by row.
    await client.query('SET LOCAL enable_seqscan = on');
    const { rows: faults } = await client.query<BalanceFault>(faultsSql, [asked.since]);
    // From here on one process at a time, so that of two checks at once only one sees the change.
    await client.query('UPDATE balance_checks SET checked_at = clock_timestamp(), since = $1', [
      asked.since,
    ]);
    return { faults, hasChanged: await keepFaults(client, faults) };
  });
}

async function keepFaults(client: Client, faults: readonly BalanceFault[]): Promise<boolean> {
  const values = [
    faults.map((fault) => fault.workspaceId),
    faults.map((fault) => fault.kind),
    faults.map((fault) => fault.count),
    faults.map((fault) => fault.sampleEventId),
  ];
  const { rows } = await client.query<{ changed: number }>(keepSql, values);
  return (rows[0]?.changed ?? 0) > 0;
}

/** How many faults the last check found, in all workspaces. */
export async function countBalanceFaults(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    'SELECT coalesce(sum(count), 0)::int AS count FROM balance_faults',
  );
  return rows[0]?.count ?? 0;
}

// A run's id is made in the moment of its event's or later; the hour is for clocks that disagree.
const faultsSql = `
  WITH counted AS (
    SELECT workspace_id, event_id FROM open_runs
    WHERE is_counted AND id >= uuid_v7_floor($1::timestamptz - interval '1 hour')
    UNION ALL
    SELECT workspace_id, event_id FROM runs
    WHERE is_counted AND id >= uuid_v7_floor($1::timestamptz - interval '1 hour')
  ), standing AS (
    SELECT workspace_id, event_id AS id, count(*) AS runs FROM counted
    WHERE event_id >= uuid_v7_floor($1::timestamptz) GROUP BY workspace_id, event_id
  ), accepted AS (
    SELECT workspace_id, id FROM events
    WHERE state = 'accepted' AND id >= uuid_v7_floor($1::timestamptz)
  ), unequal AS (
    SELECT workspace_id, id,
           CASE WHEN a.is_there IS NULL THEN 'run_without_event'
                WHEN s.runs IS NULL THEN 'event_without_run'
                ELSE 'event_with_many_runs' END AS kind
    FROM (SELECT *, true AS is_there FROM accepted) a FULL JOIN standing s USING (workspace_id, id)
    WHERE a.is_there IS NULL OR s.runs IS DISTINCT FROM 1
  )
  SELECT workspace_id AS "workspaceId", kind, count(*)::int AS count,
         min(id::text)::uuid AS "sampleEventId"
  FROM unequal GROUP BY workspace_id, kind ORDER BY workspace_id, kind`;

const keepSql = `
  WITH found AS (
    SELECT * FROM unnest($1::uuid[], $2::text[], $3::int[], $4::uuid[])
      AS t (workspace_id, kind, count, sample_event_id)
  ), settled AS (
    DELETE FROM balance_faults b
    WHERE NOT EXISTS (SELECT FROM found f WHERE f.workspace_id = b.workspace_id AND f.kind = b.kind)
    RETURNING 1
  ), kept AS (
    INSERT INTO balance_faults AS b (workspace_id, kind, count, sample_event_id)
    SELECT * FROM found
    ON CONFLICT (workspace_id, kind) DO UPDATE
      SET count = excluded.count, sample_event_id = excluded.sample_event_id
      WHERE b.count <> excluded.count
    RETURNING 1
  )
  SELECT (SELECT count(*) FROM settled)::int + (SELECT count(*) FROM kept)::int AS changed`;
