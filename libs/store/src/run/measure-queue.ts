import type { RunState } from '@hookline/contract';
import { inTransaction, type Pool } from '../database/pool.js';

export type QueueMeasure = {
  /** Open runs by state; counted no further than `maxCounted` in all. */
  readonly open: ReadonlyMap<RunState, number>;
  /** How long the run that could have been claimed the longest has waited for it. */
  readonly ageSecs: number;
};

const maxCounted = 100_000;
const maxLanes = 1_000;
const statementTimeoutMs = 2_000;

/** How much waits and how long already: what a person, an alarm or an autoscaler looks at. Bounded, whatever waits. */
export async function measureQueue(pool: Pool): Promise<QueueMeasure> {
  return inTransaction(pool, async (client) => {
    await client.query(`SET LOCAL statement_timeout = ${statementTimeoutMs}`);
    const age = await client.query<{ secs: number }>(ageSql);
    // Some of all rows are wanted, which the plans of the hot path would look up one by one.
    await client.query('SET LOCAL enable_seqscan = on');
    const counts = await client.query<{ state: RunState; count: number }>(countSql);
    return {
      open: new Map(counts.rows.map(({ state, count }) => [state, count])),
      ageSecs: age.rows[0]?.secs ?? 0,
    };
  });
}

const countSql = `
  SELECT s.state, count(o.state)::int AS count
  FROM unnest(ARRAY['queued', 'running', 'waiting', 'needs_attention']) AS s (state)
  LEFT JOIN (SELECT state FROM open_runs LIMIT ${maxCounted}) o USING (state)
  GROUP BY s.state`;

// Jumps from flow to flow, as a claim does: the eldest of each is the first of its part of the index.
const ageSql = `
  WITH RECURSIVE walk AS (
    (SELECT workspace_id, flow_id, wake_at, 1 AS lane FROM open_runs WHERE state = 'queued'
     ORDER BY workspace_id, flow_id, wake_at LIMIT 1)
    UNION ALL
    SELECT next.workspace_id, next.flow_id, next.wake_at, walk.lane + 1 FROM walk, LATERAL (
      SELECT workspace_id, flow_id, wake_at FROM open_runs
      WHERE state = 'queued' AND (workspace_id, flow_id) > (walk.workspace_id, walk.flow_id)
      ORDER BY workspace_id, flow_id, wake_at LIMIT 1) next
    WHERE walk.lane < ${maxLanes}
  ), eldest AS (
    SELECT wake_at FROM walk
    UNION ALL
    (SELECT wake_at FROM open_runs WHERE state IN ('running', 'waiting') ORDER BY wake_at LIMIT 1)
  )
  SELECT greatest(0, coalesce(max(extract(epoch FROM clock_timestamp() - wake_at)), 0))::float8 AS secs
  FROM eldest WHERE wake_at < 'infinity'`;
