import { foldLedger, openPool } from '@hookline/store';
import pg from 'pg';
import { fillMonth } from './fill-month.js';

export type Filling = {
  readonly flows: number;
  /** Ended runs, each with its event and one try of its step. */
  readonly runs: number;
  /** Over so many months before this one. */
  readonly months: number;
  /** So many of a hundred runs have failed; 1 when it is not given. */
  readonly failedPercent?: number;
};

export type Filled = {
  readonly workspaceId: string;
  /** The flow that has a tenth of all runs. */
  readonly largeFlowId: string;
};

/**
 * Makes a database look as after half a year of work: live flows, and their history in its months.
 * It must hold one live flow already, which the others are copies of. Tables are filled before they become
 * partitions, so that their indexes are built at once.
 */
export async function fillHistory(
  databaseUrl: string,
  filling: Filling,
  tell: (line: string) => void = () => undefined,
): Promise<Filled> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    application_name: 'hookline-bench',
  });
  await client.connect();
  try {
    await client.query(`SET maintenance_work_mem = '256MB'`);
    await client.query(numberedSql(filling.flows));
    await client.query(flowsSql);
    tell(`${filling.flows} flows`);
    for (let month = filling.months; month >= 1; month -= 1) {
      await fillMonth(client, {
        monthsAgo: month,
        runs: Math.ceil(filling.runs / filling.months),
        flows: filling.flows,
        failedPercent: filling.failedPercent ?? 1,
      });
      tell(`history: ${month - 1} months to go`);
    }
    await client.query('VACUUM (ANALYZE) events, runs, step_attempts, flows, flow_versions, hooks');
    tell('the sums of the ledger');
    await foldAll(databaseUrl);
    // What was filled in a minute is not still being written while others are timed.
    await client.query('CHECKPOINT');
    const size = await client.query<{ bytes: number }>(sizeSql);
    tell(`${Math.round((size.rows[0]?.bytes ?? 0) / filling.runs)} bytes of history per run`);
    const { rows } = await client.query<Filled>(
      `SELECT workspace_id AS "workspaceId", flow_id AS "largeFlowId" FROM growth_flows WHERE n = 1`,
    );
    const [filled] = rows;
    if (!filled) throw new Error('no flow was made');
    return filled;
  } finally {
    await client.end();
  }
}

/** As the workers of these months have done. */
async function foldAll(databaseUrl: string): Promise<void> {
  const pool = openPool({ databaseUrl, name: 'bench', max: 1, statementTimeoutMs: 300_000 });
  const folding = { stepSecs: 30 * 86_400, marginSecs: 0, statementTimeoutMs: 300_000 };
  try {
    while ((await foldLedger(pool, folding))?.isMore);
  } finally {
    await pool.end();
  }
}

const sizeSql = `
  SELECT sum(pg_total_relation_size(inhrelid))::float8 AS bytes FROM pg_inherits
  WHERE inhparent IN ('events'::regclass, 'runs'::regclass, 'step_attempts'::regclass)`;

const numberedSql = (flows: number): string => `
  CREATE TEMP TABLE growth_flows AS
    SELECT n::int AS n, one.*, uuidv7() AS flow_id, uuidv7() AS version_id
    FROM generate_series(1, ${flows}) n, (
      SELECT v.workspace_id, v.document FROM flows f
      JOIN flow_versions v ON v.workspace_id = f.workspace_id AND v.id = f.published_version_id
      ORDER BY f.id LIMIT 1) one;
  CREATE UNIQUE INDEX ON growth_flows (n);
  ANALYZE growth_flows`;

const flowsSql = `
  WITH made AS (
    INSERT INTO flows (workspace_id, id, name, state, draft, published_version_id)
    SELECT workspace_id, flow_id, 'Flow ' || n, 'live', document, version_id FROM growth_flows ORDER BY n
  ), published AS (
    INSERT INTO flow_versions (workspace_id, id, flow_id, number, document)
    SELECT workspace_id, version_id, flow_id, 1, document FROM growth_flows
  )
  INSERT INTO hooks (token_sha256, token, workspace_id, flow_id)
  SELECT sha256(convert_to(token, 'UTF8')), token, workspace_id, flow_id
  FROM growth_flows, LATERAL (SELECT 'growth-' || flow_id AS token) named`;
