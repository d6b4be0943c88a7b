import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';

/** What the server has done so far for a database: transactions; and for all: syncs of its log to the disk. */
export type Counters = { readonly commits: number; readonly fsyncs: number };

/** Sessions hand in their counts about once a second, and when they have been idle for some time. */
const settleMs = 1_500;

const ioSql = `SELECT coalesce(sum(fsyncs), 0)::float8 AS fsyncs FROM pg_stat_io WHERE object = 'wal'`;

export async function readCounters(databaseUrl: string): Promise<Counters> {
  await wait(settleMs);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ commits: number }>(
      `SELECT xact_commit::float8 AS commits FROM pg_stat_database WHERE datname = current_database()`,
    );
    // Older servers count the log elsewhere.
    const io = await client
      .query<{ fsyncs: number }>(ioSql)
      .catch(() => ({ rows: [{ fsyncs: Number.NaN }] }));
    return { commits: rows[0]?.commits ?? 0, fsyncs: io.rows[0]?.fsyncs ?? Number.NaN };
  } finally {
    await client.end();
  }
}
