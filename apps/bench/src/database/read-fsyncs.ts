import { setTimeout as wait } from 'node:timers/promises';
import { runOn } from './run-on.js';

const fsyncsSql = `SELECT coalesce(sum(fsyncs), 0)::float8 AS fsyncs FROM pg_stat_io WHERE object = 'wal'`;

/**
 * How often the server has synced its log to the disk so far, read a while after the last of it; older servers count
 * that elsewhere, and give no number.
 */
export async function readFsyncs(serverUrl: string, settleMs: number): Promise<number> {
  await wait(settleMs);
  const [row] = await runOn(serverUrl, fsyncsSql).catch(() => []);
  return Number(row?.['fsyncs'] ?? Number.NaN);
}
