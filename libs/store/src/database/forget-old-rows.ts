import { forgetCatchers, forgetCaught } from '../catcher/forget-caught.js';
import type { Queryable } from './pool.js';

type Bounds = { readonly batch: number; readonly withinMs: number };

/** Less than the time between two sweeps, so that they never pile up. */
const usual: Bounds = { batch: 5_000, withinMs: 20_000 };

/**
 * Makes the part of history for the month ahead and deletes what is past its time: in small batches, and as many of them
 * as come to an end within the time, so that what arrives quicker than a batch a sweep does not pile up.
 */
export async function forgetOldRows(
  db: Queryable,
  { batch, withinMs }: Bounds = usual,
): Promise<{ partitionsMade: number; dedupeKeys: number; calls: number; caught: number }> {
  const made = await db.query<{ made: number }>('SELECT ensure_partitions(1) AS made');
  const untilMs = Date.now() + withinMs;
  const all = (forget: () => Promise<number>) => untilDone(forget, { batch, untilMs });
  // 30 days: longer than any sender goes on repeating, manual redelivery included.
  const dedupeKeys = await all(() => deleteFew(db, { sql: oldKeysSql, batch }));
  const calls = await all(() => deleteFew(db, { sql: oldCallsSql, batch }));
  const caught = await all(() => forgetCaught(db, { batch }));
  await forgetCatchers(db);
  return { partitionsMade: made.rows[0]?.made ?? 0, dedupeKeys, calls, caught };
}

/** Goes on while whole batches are found and there is time; each kind gets one batch at least. */
async function untilDone(
  forget: () => Promise<number>,
  { batch, untilMs }: { batch: number; untilMs: number },
): Promise<number> {
  let sum = 0;
  for (;;) {
    const count = await forget();
    sum += count;
    if (count < batch || Date.now() >= untilMs) return sum;
  }
}

async function deleteFew(
  db: Queryable,
  { sql, batch }: { sql: string; batch: number },
): Promise<number> {
  return (await db.query(sql, [batch])).rowCount ?? 0;
}

const oldKeysSql = `
  DELETE FROM event_dedupe WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM event_dedupe WHERE seen_at < (SELECT clock_timestamp()) - interval '30 days' LIMIT $1))`;

const oldCallsSql = `
  DELETE FROM calls WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM calls WHERE asked_at < (SELECT clock_timestamp()) - interval '1 hour' LIMIT $1))`;
