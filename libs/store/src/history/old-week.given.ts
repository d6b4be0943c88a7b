import { randomUUID } from 'node:crypto';
import { anEvent, claim, record, type TestStore } from '../database/store.given.js';
import type { ArrivedEvent } from '../event/accept-events.js';
import { foldLedger } from '../ledger/fold-ledger.js';
import type { Scope } from '../scope.js';
import { historyTables, type Week } from './list-weeks.js';

const hourMs = 3_600_000;
const timeOf = (week: Week): number =>
  Date.parse(week.replace(/(....)(..)(..)/, '$1-$2-$3T00:00:00Z'));

/** A key of that week, so many hours after its begin. */
export function idOf(week: Week, hours = 1): string {
  const time = (timeOf(week) + hours * hourMs).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}

export async function makeWeek({ pool }: TestStore, week: Week): Promise<void> {
  const [from, to] = [timeOf(week), timeOf(week) + 168 * hourMs].map((at) =>
    new Date(at).toISOString(),
  );
  for (const table of historyTables) {
    const { rows } = await pool.query<{ sql: string }>(
      `SELECT format('CREATE TABLE IF NOT EXISTS %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)', $1::text, $2::text,
                     uuid_v7_floor($3::timestamptz), uuid_v7_floor($4::timestamptz)) AS sql`,
      [`${table}_${week}`, table, from, to],
    );
    await pool.query(rows[0]?.sql ?? '');
  }
}

/** An event that came in that week, with its run, which is open if the flow is live. */
export async function anOldEvent(
  db: TestStore,
  scope: Scope,
  given: { flowId: string; week: Week; hours?: number } & Partial<ArrivedEvent>,
): Promise<{ id: string; runId: string }> {
  const { flowId, week, hours = 1, ...rest } = given;
  const id = idOf(week, hours);
  const event = await anEvent(db, scope, flowId, { id, runId: idOf(week, hours), ...rest });
  const at = new Date(timeOf(week) + hours * hourMs);
  await db.pool.query(
    `UPDATE events SET received_at = $2, decided_at = CASE WHEN decided_at IS NOT NULL THEN $2::timestamptz END
     WHERE id = $1`,
    [id, at],
  );
  return event;
}

/** Its run ended in the hour after it came, or so many hours later. */
export async function endOld(
  db: TestStore,
  run: { runId: string; week: Week; hours?: number; to?: 'succeeded' | 'filtered' },
): Promise<void> {
  const { runId, week, hours = 2, to = 'succeeded' } = run;
  await record(db, await claim(db, runId), { move: { to, error: null } });
  await db.pool.query('UPDATE runs SET finished_at = $2 WHERE id = $1', [
    runId,
    new Date(timeOf(week) + hours * hourMs),
  ]);
}

/** Folds all that there is: nobody writes at this moment. */
export async function foldAll({ pool }: TestStore): Promise<void> {
  const folding = { stepSecs: 86_400 * 20_000, marginSecs: 0, statementTimeoutMs: 5_000 };
  while ((await foldLedger(pool, folding))?.isMore);
}

/** Which tables of that week are there, cut off or not. */
export async function tablesOf({ pool }: TestStore, week: Week): Promise<readonly string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT relname::text AS name FROM pg_class WHERE relkind = 'r' AND relname LIKE '%\\_' || $1 ORDER BY 1`,
    [week],
  );
  return rows.map(({ name }) => name);
}
