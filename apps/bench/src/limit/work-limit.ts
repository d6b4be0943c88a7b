import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import { Agent, request } from 'undici';
import { serveUntilLeft } from '../process/serve-until-left.js';
import { commitInGroups } from './commit-in-groups.js';
import { openLimitPool } from './open-limit-pool.js';

type Claimed = { id: string; body: Buffer };
type Try = { runId: string; text: string };
type Means = {
  readonly sinkUrl: string;
  readonly agent: Agent;
  readonly intend: (attempt: Try) => Promise<void>;
  readonly conclude: (attempt: Try) => Promise<void>;
};

const maxInFlight = 128;
const worthClaiming = 16;
const pauseMs = 5;

const claimSql = `
  WITH due AS (
    SELECT id FROM limit_queue WHERE wake_at <= (SELECT clock_timestamp())
    ORDER BY wake_at LIMIT $1 FOR UPDATE SKIP LOCKED
  ), claimed AS (
    UPDATE limit_queue q SET state = 'running', wake_at = clock_timestamp() + interval '30 s'
    FROM due WHERE q.id = due.id RETURNING q.id, q.event_id
  )
  SELECT c.id, e.body FROM claimed c JOIN limit_events e ON e.id = c.event_id`;
const intentSql = `
  INSERT INTO limit_attempts (run_id, state, input)
  SELECT run_id, 'intent', input::json FROM unnest($1::uuid[], $2::text[]) AS t (run_id, input)`;
const resultSql = `
  WITH told AS (
    SELECT * FROM unnest($1::uuid[], $2::text[]) AS t (run_id, output)
  ), done AS (
    DELETE FROM limit_queue q USING told WHERE q.id = told.run_id
  )
  UPDATE limit_attempts a
  SET state = 'succeeded', output = told.output::json, finished_at = clock_timestamp()
  FROM told WHERE a.run_id = told.run_id`;

/** The least that a durable worker must do: claim in batches; per run an intent, one effect and a result. */
export async function run([databaseUrl = '', sinkUrl = '']: string[]): Promise<number> {
  const pool = openLimitPool(databaseUrl);
  const means: Means = {
    sinkUrl,
    agent: new Agent({ connections: maxInFlight }),
    intend: commitInGroups((batch) => writeTries(pool, { name: 'intent', text: intentSql, batch })),
    conclude: commitInGroups((batch) =>
      writeTries(pool, { name: 'result', text: resultSql, batch }),
    ),
  };
  const leaving = new AbortController();
  let isResting = false;
  process.on('message', (word) => (isResting = word === 'rest'));
  const working = keepWorking(pool, means, { leaving: leaving.signal, rests: () => isResting });
  await serveUntilLeft({ type: 'ready' });
  leaving.abort();
  await working;
  await means.agent.close();
  await pool.end();
  return 0;
}

type Life = { readonly leaving: AbortSignal; readonly rests: () => boolean };

async function keepWorking(pool: pg.Pool, means: Means, life: Life): Promise<void> {
  const held = new Set<Promise<void>>();
  while (!life.leaving.aborted) {
    if (life.rests()) {
      await wait(pauseMs);
      continue;
    }
    const free = maxInFlight - held.size;
    if (free < worthClaiming) {
      await Promise.race(held);
      continue;
    }
    const { rows } = await pool.query<Claimed>({ name: 'claim', text: claimSql, values: [free] });
    for (const row of rows) {
      const end = workOn(row, means).finally(() => held.delete(end));
      held.add(end);
    }
    if (rows.length < free) await wait(pauseMs);
  }
  await Promise.allSettled(held);
}

async function workOn(run: Claimed, { sinkUrl, agent, intend, conclude }: Means): Promise<void> {
  const { name, phone, email, city, comment } = JSON.parse(run.body.toString());
  const input = JSON.stringify({ name, phone, email, city, comment });
  await intend({ runId: run.id, text: input });
  const answer = await request(sinkUrl, {
    dispatcher: agent,
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': run.id },
    body: input,
  });
  const output: unknown = await answer.body.json();
  await conclude({ runId: run.id, text: JSON.stringify({ status: answer.statusCode, output }) });
}

function writeTries(
  pool: pg.Pool,
  { name, text, batch }: { name: string; text: string; batch: readonly Try[] },
): Promise<unknown> {
  const values = [batch.map(({ runId }) => runId), batch.map((attempt) => attempt.text)];
  return pool.query({ name, text, values });
}
