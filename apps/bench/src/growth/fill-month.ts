import type pg from 'pg';

type Month = {
  readonly monthsAgo: number;
  readonly runs: number;
  readonly flows: number;
  readonly failedPercent: number;
};

/** Every so many events one is a duplicate, which has no run. */
const duplicateEvery = 200;
/** Every so many runs one belongs to the first flow. */
const largeFlowEvery = 10;

/** Makes one month of history, as the product would have kept it. The client knows the flows by number. */
export async function fillMonth(client: pg.Client, month: Month): Promise<void> {
  const { rows } = await client.query<Span & { suffix: string }>(monthSql, [month.monthsAgo]);
  const [span] = rows;
  if (!span) throw new Error('the database tells no month');
  await client.query('DROP TABLE IF EXISTS growth_month');
  await client.query(planSql(month, span));
  for (const [parent, insert] of Object.entries(inserts)) {
    const name = `${parent}_${span.suffix}`;
    await client.query('BEGIN');
    await client.query(
      `CREATE TABLE ${name} (LIKE ${parent} INCLUDING DEFAULTS INCLUDING CONSTRAINTS)`,
    );
    await client.query(`INSERT INTO ${name} ${insert}`);
    await client.query(
      `ALTER TABLE ${parent} ATTACH PARTITION ${name}
       FOR VALUES FROM (uuid_v7_floor('${span.from}')) TO (uuid_v7_floor('${span.to}'))`,
    );
    await client.query('COMMIT');
  }
}

type Span = { readonly from: string; readonly to: string };

const monthSql = `
  SELECT (month AT TIME ZONE 'UTC')::text AS "from", ((month + interval '1 month') AT TIME ZONE 'UTC')::text AS "to",
         to_char(month, 'YYYYMMDD') AS suffix
  FROM (SELECT date_trunc('month', now() AT TIME ZONE 'UTC') - make_interval(months => $1::int) AS month) given`;

/** A uuid v7 of a moment; the letter tells apart what happens at the same one. */
const idAt = (letter: string): string => `
  (substr(uuid_v7_floor(at)::text, 1, 14) || '7' || substr(r${letter}, 1, 3) || '-8' || substr(r${letter}, 4, 3)
   || '-' || substr(r${letter}, 7, 12))::uuid`;

const planSql = ({ runs, flows, failedPercent }: Month, { from, to }: Span): string => `
  CREATE TEMP TABLE growth_month AS
  SELECT made.n, f.workspace_id, f.flow_id, f.version_id, at, ${idAt('e')} AS event_id, ${idAt('r')} AS run_id,
         made.n % ${duplicateEvery} = 0 AS is_duplicate,
         CASE WHEN made.n / 10 % 100 = 0 THEN 'filtered' WHEN made.n / 10 % 100 = 1 THEN 'cancelled'
              WHEN made.n / 10 % 100 < 2 + ${failedPercent} THEN 'failed' ELSE 'succeeded' END AS state
  FROM (
    SELECT n, timestamptz '${from}' + (n - 0.5) / ${runs} * (timestamptz '${to}' - timestamptz '${from}') AS at,
           md5('event' || n) AS re, md5('run' || n) AS rr,
           CASE WHEN n % ${largeFlowEvery} = 0 THEN 1 ELSE 1 + (n::bigint * 7919) % ${flows} END AS flow
    FROM generate_series(1, ${runs}) n
  ) made JOIN growth_flows f ON f.n = made.flow
  ORDER BY made.n`;

const body = `{"name":"Anna Petrova","phone":"+7 916 123-45-67","email":"anna@example.com","city":"Kazan","comment":"Please call after six"}`;
const headers = `[["content-type","application/json"],["user-agent","form-builder/1.0"],["host","leads.example.com"]]`;

const inserts: Readonly<Record<string, string>> = {
  events: `
    (workspace_id, id, flow_id, state, received_at, method, path, query, headers, body_kind, body, summary,
     dedupe_key, run_id)
    SELECT workspace_id, event_id, flow_id, CASE WHEN is_duplicate THEN 'duplicate' ELSE 'accepted' END, at,
           'POST', '', '', '${headers}', 'json', '${body}', 'Anna Petrova ' || n,
           CASE WHEN is_duplicate THEN 'key-' || n END, CASE WHEN NOT is_duplicate THEN run_id END
    FROM growth_month`,
  runs: `
    (workspace_id, id, flow_id, version_id, event_id, state, error, summary, root_run_id, is_counted, created_at,
     started_at, finished_at)
    SELECT workspace_id, run_id, flow_id, version_id, event_id, state,
           CASE WHEN state = 'failed' THEN '{"code":"rejected","message":"The target said no.","stepId":"call0","pointer":null}'::jsonb END,
           'Anna Petrova ' || n, run_id, true, at, at + interval '4 ms', at + interval '30 ms'
    FROM growth_month WHERE NOT is_duplicate`,
  step_attempts: `
    (workspace_id, run_id, step_id, item, try, fence, state, idempotency_key, input, output, started_at, finished_at)
    SELECT workspace_id, run_id, 'call0', '', 1, 1, CASE state WHEN 'succeeded' THEN 'succeeded' ELSE 'failed' END,
           md5(run_id::text), '{"method":"POST","url":"https://example.com/leads","body":${body}}',
           '{"status":200,"body":{"ok":true}}', at + interval '5 ms', at + interval '29 ms'
    FROM growth_month WHERE NOT is_duplicate AND state <> 'filtered'`,
};
