import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';

const quietWithinMs = 120_000;
const pollMs = 250;

/** Until no run is under way any more, or the time that one may take after the last fault is over. */
export async function untilQuiet(db: pg.Client): Promise<void> {
  const deadline = Date.now() + quietWithinMs;
  while (Date.now() < deadline) {
    const { rowCount } = await db.query(
      `SELECT FROM open_runs WHERE state <> 'needs_attention' LIMIT 1`,
    );
    if (rowCount === 0) return;
    await wait(pollMs);
  }
}
