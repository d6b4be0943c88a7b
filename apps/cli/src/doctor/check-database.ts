import { pendingMigrations } from '@hookline/store';
import { askDatabase } from './ask-database.js';
import { check, type Finding } from './check.js';

const oldestMajor = 15;

export function checkServer(databaseUrl: string): Promise<Finding> {
  return check('PostgreSQL', async () => {
    const [row] = await askDatabase(
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
    const rows = await askDatabase(
      databaseUrl,
      `select name from pg_settings where setting = 'off' and name = any('{${names.join(',')}}')`,
    );
    const off = rows.map((row) => String(row.name));
    const isOk = off.length === 0;
    const change = off.map((name) => `ALTER SYSTEM SET ${name} = on;`).join(' ');
    return {
      isOk,
      detail: isOk
        ? `${names.join(', ')} are on`
        : `${off.join(', ')} off, so a power cut loses accepted leads: ${change} SELECT pg_reload_conf(); ` +
          'and the same where it is set for the role or the database',
    };
  });
}

export function checkMigrations(databaseUrl: string): Promise<Finding> {
  return check('Migrations', async () => {
    const pending = await pendingMigrations(databaseUrl);
    const isOk = pending.length === 0;
    const [first] = pending;
    return {
      isOk,
      detail: isOk
        ? 'up to date'
        : `${pending.length} are missing, beginning with ${first}: run "hookline migrate"`,
    };
  });
}

/** Whoever restored and forgot to confirm wonders why leads only wait. */
export function checkRestored(databaseUrl: string): Promise<Finding> {
  return check('Restore', async () => {
    const [row] = await askDatabase(
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

/**
 * Checksums tell a page that the disk or the memory has damaged from a good one. Without them Hookline works,
 * and nobody is told: that is advice, not a fault.
 */
export function checkChecksums(databaseUrl: string): Promise<Finding> {
  return check('Checksums', async () => {
    const [row] = await askDatabase(
      databaseUrl,
      `select current_setting('data_checksums') = 'on' as is_on, coalesce(sum(checksum_failures), 0)::int as failures,
        max(checksum_last_failure) as last_at
       from pg_stat_database where datname = current_database() or datid = 0`,
    );
    if (row?.is_on !== true) {
      return {
        isOk: true,
        detail:
          'off, so nobody is told of a page that the disk has damaged: stop PostgreSQL when it suits you, ' +
          'and run pg_checksums --enable',
      };
    }
    const failures = Number(row.failures);
    if (failures === 0) return { isOk: true, detail: 'on, and no page has failed its own' };
    const last =
      row.last_at instanceof Date ? `, the last time at ${row.last_at.toISOString()}` : '';
    return {
      isOk: false,
      detail:
        `${failures} reads found a damaged page${last}: the log of PostgreSQL names the table. Take the disk for broken: ` +
        'run "hookline backup" to another one, check it with "hookline restore FILE --check", and move there; where the ' +
        'backup fails at that page, restore your last one',
    };
  });
}

/** How long history is kept, and what it takes. */
export function checkHistory(databaseUrl: string, days: number | undefined): Promise<Finding> {
  return check('History', async () => {
    const [row] = await askDatabase(
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
