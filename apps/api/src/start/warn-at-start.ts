import { readFile } from 'node:fs/promises';
import type { Resources } from './open-resources.js';
import { findWarnings, type HostFacts } from './find-warnings.js';

/** Tells whoever runs the machine what will hurt one day, though it is no reason not to start. */
export async function warnAtStart({ config, pool, logger }: Resources): Promise<void> {
  const facts: HostFacts = {
    publicUrl: config.publicUrl,
    openFiles: await readOpenFiles(),
    // A database that has just gone away is told of elsewhere.
    clockAheadMs: await measureClock(pool).catch(() => null),
  };
  for (const warning of findWarnings(facts)) logger.warn({ isForPeople: true }, warning);
}

/** How far this machine's clock is ahead of the database's; the way there and back is taken in half. */
async function measureClock(pool: Resources['pool']): Promise<number | null> {
  const beganMs = Date.now();
  const { rows } = await pool.query<{ at: Date }>('SELECT clock_timestamp() AS at');
  const at = rows[0]?.at;
  return at ? (beganMs + Date.now()) / 2 - at.getTime() : null;
}

/** Linux tells; elsewhere nobody asks. */
async function readOpenFiles(): Promise<number | null> {
  const limits = await readFile('/proc/self/limits', 'utf8').catch(() => '');
  const found = /^Max open files\s+(\d+)/m.exec(limits)?.[1];
  return found === undefined ? null : Number(found);
}
