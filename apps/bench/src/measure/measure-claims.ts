import { claimRuns, openPool, type Pool } from '@hookline/store';
import { median } from './median.js';

const batch = 128;
const times = 30;
const warmUps = 8;

/** Every run needs an event; ids are made of the row's number, in order, within this week's partition. */
const fillSql = `
  WITH one AS (
    SELECT workspace_id, id AS flow_id, published_version_id AS version_id FROM flows
    WHERE published_version_id IS NOT NULL LIMIT 1
  ), made AS (
    SELECT one.*, uuidv7() AS id, uuidv7() AS run_id FROM one, generate_series(1, $1::int)
  ), stored AS (
    INSERT INTO events (workspace_id, id, flow_id, state, method, path, query, headers, body_kind, body,
                        summary, run_id)
    SELECT workspace_id, id, flow_id, 'accepted', 'POST', '', '', '[]', 'json', '{"name":"Anna"}', 'Anna', run_id
    FROM made
  )
  INSERT INTO open_runs (workspace_id, id, flow_id, version_id, event_id, summary, root_run_id)
  SELECT workspace_id, run_id, flow_id, version_id, id, 'Anna', run_id FROM made`;

/** What one claim of a full batch takes with so many other runs that are due, in milliseconds. */
export async function measureClaims(databaseUrl: string, backlog: number): Promise<number> {
  const pool = openPool({
    databaseUrl,
    name: 'bench',
    max: 1,
    isKeyed: true,
    statementTimeoutMs: 300_000,
  });
  try {
    await pool.query('TRUNCATE open_runs');
    await pool.query(fillSql, [backlog + batch]);
    await pool.query('ANALYZE open_runs');
    // The first few plan the statement for themselves, until one plan is kept.
    for (let index = 0; index < warmUps; index += 1) await claimOnce(pool);
    const tookMs: number[] = [];
    for (let index = 0; index < times; index += 1) tookMs.push(await claimOnce(pool));
    return median(tookMs);
  } finally {
    await pool.end();
  }
}

/** What was claimed is made good again, so that each claim meets the same backlog. */
async function claimOnce(pool: Pool): Promise<number> {
  const began = process.hrtime.bigint();
  const { runs: claimed } = await claimRuns(pool, {
    worker: 'bench',
    limit: batch,
    leaseSecs: 3_600,
  });
  const tookMs = Number(process.hrtime.bigint() - began) / 1e6;
  if (claimed.length !== batch) throw new Error(`claimed ${claimed.length} runs of ${batch}`);
  await pool.query(fillSql, [batch]);
  return tookMs;
}
