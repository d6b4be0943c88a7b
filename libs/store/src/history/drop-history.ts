import { isTimeout } from '../database/classify-failure.js';
import { inTransaction, type Pool } from '../database/pool.js';
import { takeMark } from '../ledger/fold-ledger.js';
import { settleDrops } from '../ledger/settle-drops.js';
import { countPart, forgetCount } from './count-part.js';
import { detachPart, type Bounds, type Detaching } from './detach-part.js';
import { dropCutOff } from './drop-cut-off.js';
import { forgetLeftovers } from './forget-leftovers.js';
import { isTableHeld } from './is-table-held.js';
import { listDays, listOldParts, type Part } from './list-parts.js';
import { unfinishedSql } from './unfinished.js';

export type Dropping = {
  readonly days: number;
  readonly batch?: number;
  readonly withinMs?: number;
  readonly bounds?: Bounds;
};

/** Why a part that is past its time is still there. */
export type KeptPart = {
  /** Its days, as `20261101-20261201`. */
  readonly days: string;
  readonly reason: Exclude<Detaching, 'detached'> | 'counting' | 'early';
};

export type Dropped = {
  readonly dropped: readonly string[];
  readonly kept: readonly KeptPart[];
  readonly leftovers: number;
};

const usual: Bounds = { patienceMs: 100, mostMoved: 500, mostMovedBytes: 2_097_152 };

/**
 * Drops the parts of history that ended longer ago than so many days, the earliest first; one that has to stay stops
 * no other. Safe in several processes at once, and after one that died at any point.
 */
export async function dropHistory(pool: Pool, asked: Dropping): Promise<Dropped> {
  const { days, batch = 5_000, withinMs = 20_000, bounds = usual } = asked;
  const untilMs = Date.now() + withinMs;
  await dropCutOff(pool);
  const dropped: string[] = [];
  const kept: KeptPart[] = [];
  for (const part of await listOldParts(pool, days)) {
    const isLate = Date.now() >= untilMs;
    const outcome = isLate ? 'counting' : await tryPart(pool, part, { batch, untilMs, bounds });
    if (outcome === 'detached') dropped.push(part.days);
    else if (outcome !== 'gone') kept.push({ days: part.days, reason: outcome });
  }
  await settle(pool);
  const leftovers = await forgetLeftovers(pool, { days, batch, untilMs });
  return { dropped, kept, leftovers };
}

type Given = { readonly batch: number; readonly untilMs: number; readonly bounds: Bounds };
type Outcome = KeptPart['reason'] | 'detached' | 'gone';

/** A statement that takes too long for one part is no reason to leave the others. */
function tryPart(pool: Pool, part: Part, given: Given): Promise<Outcome> {
  return dropPart(pool, part, given).catch(async (error: unknown) => {
    if (isTimeout(error)) return 'busy';
    // Another process was quicker; what fails then depends on how far this one was.
    if (!(await listDays(pool)).includes(part.days)) return 'gone';
    throw error;
  });
}

async function dropPart(pool: Pool, part: Part, given: Given): Promise<Outcome> {
  // Known before anything is counted, and without a lock that others would wait behind.
  if (await hasTooMuch(pool, part, given.bounds.mostMoved)) return 'unfinished';
  const counting = await countPart(pool, part, given);
  if (counting !== 'counted') return counting === 'early' ? 'early' : 'counting';
  if (await isTableHeld(pool)) return 'busy';
  // What changed since is asked of these while everybody waits, and what they do not know yet they would read then.
  await pool.query(summarizeSql, [
    [part.names.events, part.names.runs].filter((name) => name !== undefined),
  ]);
  const outcome = await detachPart(pool, part, given.bounds);
  if (outcome === 'changed') await forgetCount(pool, part);
  if (outcome === 'detached') await dropCutOff(pool);
  return outcome;
}

async function hasTooMuch(pool: Pool, part: Part, most: number): Promise<boolean> {
  const { rows } = await pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM (${unfinishedSql(part, most)}) unfinished`,
  );
  return (rows[0]?.count ?? 0) > most;
}

async function settle(pool: Pool): Promise<void> {
  await inTransaction(pool, async (client) => {
    if ((await takeMark(client)) !== null) await settleDrops(client);
  });
}

const summarizeSql = `
  SELECT brin_summarize_new_values(c.oid) FROM pg_index i
  JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am a ON a.oid = c.relam
  WHERE a.amname = 'brin' AND i.indrelid = ANY ($1::text[]::regclass[])`;
