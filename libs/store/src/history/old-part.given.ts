import { randomUUID } from 'node:crypto';
import {
  aLiveFlow,
  anEvent,
  aWorkspace,
  claim,
  record,
  type TestStore,
} from '../database/store.given.js';
import type { ArrivedEvent } from '../event/arrived-event.js';
import { foldLedger } from '../ledger/fold-ledger.js';
import type { Scope } from '../scope.js';
import { dropCutOff } from './drop-cut-off.js';
import { historyTables, listOldParts, type Part } from './list-parts.js';

// A week, as older installations have it, and what it leaves of the month.
export const week = '20250106-20250113';
export const later = '20250113-20250201';
export const bounds = { patienceMs: 100, mostMoved: 500, mostMovedBytes: 2_097_152 };
// A machine that is busy with other tests may take longer than the patience of the product.
export const patient = { ...bounds, patienceMs: 2_000 };

const hourMs = 3_600_000;
/** The first day of a part, or the day after its last. */
const timesOf = (days: string): readonly number[] =>
  days.split('-').map((day) => Date.parse(day.replace(/(....)(..)(..)/, '$1-$2-$3T00:00:00Z')));
const timeOf = (days: string): number => timesOf(days)[0] ?? 0;

/** A key of that part, so many hours after its begin. */
export function idOf(days: string, hours = 1): string {
  const time = (timeOf(days) + hours * hourMs).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}

export async function makePart({ pool }: TestStore, days: string): Promise<void> {
  const [from, to] = timesOf(days).map((at) => new Date(at).toISOString());
  for (const table of historyTables) {
    const { rows } = await pool.query<{ sql: string }>(
      `SELECT format('CREATE TABLE IF NOT EXISTS %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)', $1::text, $2::text,
                     uuid_v7_floor($3::timestamptz), uuid_v7_floor($4::timestamptz)) AS sql`,
      [`${table}_${days.slice(0, 8)}`, table, from, to],
    );
    await pool.query(rows[0]?.sql ?? '');
  }
}

/** An event that came in that part, with its run, which is open if the flow is live. */
export async function anOldEvent(
  db: TestStore,
  scope: Scope,
  given: { flowId: string; days: string; hours?: number } & Partial<ArrivedEvent>,
): Promise<{ id: string; runId: string }> {
  const { flowId, days, hours = 1, ...rest } = given;
  const id = idOf(days, hours);
  const event = await anEvent(db, scope, flowId, { id, runId: idOf(days, hours), ...rest });
  const at = new Date(timeOf(days) + hours * hourMs);
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
  run: { runId: string; days: string; hours?: number; to?: 'succeeded' | 'filtered' },
): Promise<void> {
  const { runId, days, hours = 2, to = 'succeeded' } = run;
  await record(db, await claim(db, runId), { move: { to, error: null } });
  await db.pool.query('UPDATE runs SET finished_at = $2 WHERE id = $1', [
    runId,
    new Date(timeOf(days) + hours * hourMs),
  ]);
}

/** Folds all that there is: nobody writes at this moment. */
export async function foldAll({ pool }: TestStore): Promise<void> {
  const folding = { stepSecs: 86_400 * 20_000, marginSecs: 0, statementTimeoutMs: 5_000 };
  while ((await foldLedger(pool, folding))?.isMore);
}

/** Which tables of that part are there, cut off or not. */
export async function tablesOf({ pool }: TestStore, days: string): Promise<readonly string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT relname::text AS name FROM pg_class WHERE relkind = 'r' AND relname LIKE '%\\_' || $1 ORDER BY 1`,
    [days.slice(0, 8)],
  );
  return rows.map(({ name }) => name);
}

/** No history, no sums, and no old parts. */
async function emptyHistory({ pool }: TestStore): Promise<void> {
  await dropCutOff(pool);
  for (const { names } of await listOldParts(pool, 31))
    for (const name of Object.values(names)) await pool.query(`DROP TABLE ${name}`);
  await pool.query(`TRUNCATE events, event_files, runs, step_attempts, open_runs, ledger_totals, ledger_days,
                             ledger_drops, dropped_parts, hand_runs, replays, replay_items`);
  await pool.query(`UPDATE ledger_marks SET folded_to = '-infinity'`);
}

/** A live flow of a workspace of its own, beside two old parts that hold nothing. */
export async function givenOldParts(db: TestStore): Promise<{ scope: Scope; flowId: string }> {
  await emptyHistory(db);
  await makePart(db, week);
  await makePart(db, later);
  const scope = await aWorkspace(db);
  return { scope, flowId: await aLiveFlow(db, scope) };
}

export async function findPart({ pool }: TestStore, days: string): Promise<Part> {
  const found = (await listOldParts(pool, 31)).find((part) => part.days === days);
  if (!found) throw new Error(`there is no part ${days}`);
  return found;
}
