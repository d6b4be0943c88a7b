import { explainUnreachable, pendingMigrations } from '@hookline/store';
import pg from 'pg';
import { check, type Finding } from './check.js';

const oldestMajor = 15;

export function checkServer(databaseUrl: string): Promise<Finding> {
  return check('PostgreSQL', async () => {
    const [row] = await query(
      databaseUrl,
      `select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
        pg_is_in_recovery() as standby`,
    );
    const version = String(row?.version);
    if (Number(row?.number) < oldestMajor * 10_000) {
      return { isOk: false, detail: `${version} is too old: ${oldestMajor} or newer is needed` };
    }
    if (row?.standby === true) {
      return {
        isOk: false,
        detail: 'it is a standby, which takes no writes: point DATABASE_URL to the primary',
      };
    }
    return { isOk: true, detail: version };
  });
}

/** With one of these off, an accepted event can be lost when the power goes. */
export function checkDurability(databaseUrl: string): Promise<Finding> {
  return check('Durability', async () => {
    const names = ['fsync', 'full_page_writes', 'synchronous_commit'];
    const rows = await query(
      databaseUrl,
      `select name from pg_settings where setting = 'off' and name = any('{${names.join(',')}}')`,
    );
    const off = rows.map((row) => String(row.name));
    const isOk = off.length === 0;
    return { isOk, detail: isOk ? `${names.join(', ')} are on` : `turn on ${off.join(', ')}` };
  });
}

export function checkMigrations(databaseUrl: string): Promise<Finding> {
  return check('Migrations', async () => {
    const pending = await pendingMigrations(databaseUrl);
    const isOk = pending.length === 0;
    return { isOk, detail: isOk ? 'up to date' : `run "hookline migrate": ${pending.join(', ')}` };
  });
}

/** Whoever restored and forgot to confirm wonders why leads only wait. */
export function checkRestored(databaseUrl: string): Promise<Finding> {
  return check('Restore', async () => {
    const [row] = await query(
      databaseUrl,
      `select backup_taken_at from installation where restored_at is not null`,
    );
    if (row === undefined) return { isOk: true, detail: 'nothing waits to be confirmed' };
    const takenAt =
      row.backup_taken_at instanceof Date ? row.backup_taken_at.toISOString() : 'an earlier time';
    return {
      isOk: false,
      detail: `this is a backup of ${takenAt}, and nothing runs: see "hookline restore --help", then confirm it`,
    };
  });
}

/** How long history is kept, and what it takes. */
export function checkHistory(databaseUrl: string, days: number | undefined): Promise<Finding> {
  return check('History', async () => {
    const [row] = await query(
      databaseUrl,
      `select pg_size_pretty(coalesce(sum(pg_total_relation_size(i.inhrelid)), 0)) as size,
        (select to_char(min(from_at) at time zone 'UTC', 'YYYY-MM-DD') from history_parts()) as since,
        (select count(distinct from_at)::int from history_parts()
         where to_at <= now() - make_interval(days => ${days ?? 40_000})) as overdue
       from pg_inherits i
       where i.inhparent in ('events'::regclass, 'event_files'::regclass, 'runs'::regclass, 'step_attempts'::regclass)`,
    );
    const size = `${String(row?.size)} since ${String(row?.since)}`;
    if (days === undefined)
      return { isOk: true, detail: `kept for good (HISTORY_DAYS is not set); ${size}` };
    const overdue = Number(row?.overdue);
    const late =
      overdue === 0
        ? ''
        : `; parts past their time that are still there: ${overdue}, and the log of a worker says why`;
    return { isOk: true, detail: `kept for ${days} days; ${size}${late}` };
  });
}

async function query(databaseUrl: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  await client.connect().catch((error: unknown) => {
    throw new Error(explainUnreachable(error, databaseUrl) ?? String(error), { cause: error });
  });
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
