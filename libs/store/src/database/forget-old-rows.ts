import { forgetCatchers, forgetCaught } from '../catcher/forget-caught.js';
import type { Queryable } from './pool.js';

const batch = 5_000;

/** Makes partitions for the weeks ahead and deletes what is past its time, in small batches. */
export async function forgetOldRows(
  db: Queryable,
): Promise<{ partitionsMade: number; dedupeKeys: number; calls: number; caught: number }> {
  const made = await db.query<{ made: number }>('SELECT ensure_partitions(2) AS made');
  // 30 days: longer than any sender goes on repeating, manual redelivery included.
  const keys = await db.query(
    `DELETE FROM event_dedupe WHERE ctid = ANY (ARRAY(
       SELECT ctid FROM event_dedupe WHERE seen_at < clock_timestamp() - interval '30 days' LIMIT $1))`,
    [batch],
  );
  const calls = await db.query(
    `DELETE FROM calls WHERE ctid = ANY (ARRAY(
       SELECT ctid FROM calls WHERE asked_at < clock_timestamp() - interval '1 hour' LIMIT $1))`,
    [batch],
  );
  const caught = await forgetCaught(db);
  await forgetCatchers(db);
  return {
    partitionsMade: made.rows[0]?.made ?? 0,
    dedupeKeys: keys.rowCount ?? 0,
    calls: calls.rowCount ?? 0,
    caught,
  };
}
