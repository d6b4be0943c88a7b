import type { RunState } from '@hookline/contract';
import { isTimeout } from '../database/classify-failure.js';
import { inTransaction, type Pool } from '../database/pool.js';

export type QueueMeasure = {
  /** Open runs by state; counted no further than `maxCounted` in all. */
  readonly open: ReadonlyMap<RunState, number>;
  /** How long the run that could have been claimed the longest has waited for it. */
  readonly ageSecs: number;
};

const maxCounted = 100_000;
const maxLanes = 10_000;
const statementTimeoutMs = 5_000;

/**
 * How much waits and how long already: what a person, an alarm or an autoscaler looks at.
 *
 * No index leads to the eldest of all that is queued: it would be one more entry to write for each run. The index of
 * claims leads to the eldest of each flow, and a walk over it asks no more than that, however many wait in each. When
 * more flows wait than a walk should visit, one pass over the table is cheaper than a jump for each of them, and no
 * flow is left out: for a million queued runs it takes half a second or one, and whoever looks again waits the longer.
 */
export async function measureQueue(pool: Pool): Promise<QueueMeasure> {
  const { open, walked } = await inTransaction(pool, async (client) => {
    await client.query(`SET LOCAL statement_timeout = ${statementTimeoutMs}`);
    const walk = await client.query<{ secs: number; lanes: number }>(walkSql);
    // Some of all rows are wanted, which the plans of the hot path would look up one by one.
    await client.query('SET LOCAL enable_seqscan = on');
    const counts = await client.query<{ state: RunState; count: number }>(countSql);
    return {
      open: new Map(counts.rows.map(({ state, count }) => [state, count])),
      walked: walk.rows[0] ?? { secs: 0, lanes: 0 },
    };
  });
  if (walked.lanes < maxLanes) return { open, ageSecs: walked.secs };
  return { open, ageSecs: Math.max(walked.secs, await passOver(pool)) };
}

/** The same of all that is queued; when there is no end to it, what the walk has seen is better than no number. */
async function passOver(pool: Pool): Promise<number> {
  try {
    return await inTransaction(pool, async (client) => {
      await client.query(`SET LOCAL statement_timeout = ${statementTimeoutMs}`);
      await client.query('SET LOCAL enable_seqscan = on');
      return (await client.query<{ secs: number }>(passSql)).rows[0]?.secs ?? 0;
    });
  } catch (error) {
    if (isTimeout(error)) return 0;
    throw error;
  }
}

const countSql = `
  SELECT s.state, count(o.state)::int AS count
  FROM unnest(ARRAY['queued', 'running', 'waiting', 'needs_attention']) AS s (state)
  LEFT JOIN (SELECT state FROM open_runs LIMIT ${maxCounted}) o USING (state)
  GROUP BY s.state`;

const secsSql = `
  greatest(0, coalesce(max(extract(epoch FROM clock_timestamp() - wake_at)) FILTER (WHERE wake_at < 'infinity'), 0))::float8`;

// Jumps from flow to flow, as a claim does: the eldest of each is the first of its part of the index.
const walkSql = `
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
  SELECT ${secsSql} AS secs, (SELECT count(*)::int FROM walk) AS lanes FROM eldest`;

// `IS TRUE` keeps the index out: it has these rows in another order than the table, and leads to each of them by itself.
const passSql = `
  SELECT ${secsSql} AS secs FROM (SELECT min(wake_at) AS wake_at FROM open_runs WHERE (state = 'queued') IS TRUE) eldest`;
