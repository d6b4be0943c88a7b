import 'reflect-metadata';
import { setTimeout as wait } from 'node:timers/promises';
import { HeldTooLong, migrations } from '@hookline/migrations';
import { DataSource, type MigrationInterface } from 'typeorm';
import pg from 'pg';
import { sqlState } from './classify-failure.js';
import { DatabaseUnreachable, explainUnreachable } from './explain-unreachable.js';
import { DatabaseRefused, readServerFaults } from './judge-server.js';

/** One lock for all processes that start at once; the number says nothing but is ours. */
const migrationLock = 7_240_517;
const applicationName = 'hookline-migrate';

/**
 * Brings the database to this version of the code. Safe when several processes start at once: one
 * migrates, the others wait and find nothing to do.
 * @returns the names of the migrations that ran now.
 * @throws DatabaseUnreachable
 * @throws DatabaseRefused when it could not keep what it is given, and when it is newer than the code, so that
 * old code never writes to a new schema.
 */
export function migrate(
  databaseUrl: string,
  patience: Patience = usualPatience,
): Promise<readonly string[]> {
  return migrateBy(databaseUrl, migrations, patience);
}

/** How a migration waits for a table that others use. */
export type Patience = {
  /** Whoever comes to the table meanwhile waits behind it as long. */
  readonly lockTimeoutMs: number;
  readonly pauseMs: number;
  readonly tries: number;
};

const usualPatience: Patience = { lockTimeoutMs: 2_000, pauseMs: 1_000, tries: 160 };
/** Of a lock, and of two that waited for each other. */
const steppedBack = new Set(['55P03', '40P01']);

/**
 * Brings an empty database to the version that has run these migrations and no others: for rows of that version.
 * @throws DatabaseRefused when one of them is newer than the code.
 */
export async function migrateTo(
  databaseUrl: string,
  names: readonly string[],
): Promise<readonly string[]> {
  const unknown = unknownOf(names);
  if (unknown.length > 0)
    throw new DatabaseRefused(
      `This was made by a newer Hookline (${unknown.join(', ')}). Use that version.`,
    );
  const wanted = new Set(names);
  return migrateBy(
    databaseUrl,
    migrations.filter(({ name }) => wanted.has(name)),
    usualPatience,
  );
}

type Migrations = readonly (new () => MigrationInterface)[];

/**
 * Runs those of these migrations that the database has not run: for those of a version that is still to come.
 * @throws DatabaseRefused
 */
export async function migrateBy(
  databaseUrl: string,
  chosen: Migrations,
  patience: Patience = usualPatience,
): Promise<readonly string[]> {
  const lock = await connect(databaseUrl);
  try {
    const faults = await readServerFaults(lock);
    if (faults.length > 0) throw new DatabaseRefused(faults.join('\n'));
    await takeLock(lock);
    await lock.query(endLeftoversSql, [applicationName]);
    return await runPatiently(databaseUrl, chosen, patience);
  } finally {
    await lock.end();
  }
}

/**
 * Asks again and again: a statement that waits for the lock would be an old one, for whose end an index that is built
 * concurrently waits, by the process that has the lock.
 */
async function takeLock(lock: pg.Client): Promise<void> {
  for (;;) {
    const { rows } = await lock.query<{ has: boolean }>('SELECT pg_try_advisory_lock($1) AS has', [
      migrationLock,
    ]);
    if (rows[0]?.has) return;
    await wait(200);
  }
}

/** Whoever has the lock is alone: what else migrates was begun by a process that is gone, and the server goes on with it. */
const endLeftoversSql = `
  SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
  WHERE datname = current_database() AND usename = current_user AND application_name = $1`;

async function connect(databaseUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  // What breaks later fails the statement that is under way.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    const words = explainUnreachable(error, databaseUrl);
    throw words === null ? error : new DatabaseUnreachable(words, { cause: error });
  }
  return client;
}

/** What a try has migrated stays: a migration is a transaction of its own, or takes up what a try has left of it. */
async function runPatiently(
  databaseUrl: string,
  chosen: Migrations,
  patience: Patience,
): Promise<readonly string[]> {
  const before = new Set(await readRun(databaseUrl));
  const newer = explainNewer(unknownOf([...before], [...migrations, ...chosen]));
  if (newer !== null) throw new DatabaseRefused(newer);
  for (let left = patience.tries - 1; ; left -= 1) {
    try {
      await runPending(databaseUrl, chosen, patience.lockTimeoutMs);
      return (await readRun(databaseUrl)).filter((name) => !before.has(name));
    } catch (error) {
      if (error instanceof HeldTooLong) throw new DatabaseRefused(tableInUse, { cause: error });
      if (!steppedBack.has(sqlState(error) ?? '')) throw error;
      if (left === 0) throw new DatabaseRefused(tableInUse, { cause: error });
      await wait(patience.pauseMs);
    }
  }
}

const tableInUse =
  'A table that has to be changed is in use by another program (a backup, a report, an open console). ' +
  'Wait for it to end, and migrate again: what is done is kept, and the rest is done then.';

async function runPending(
  databaseUrl: string,
  chosen: Migrations,
  lockTimeoutMs: number,
): Promise<void> {
  const source = new DataSource({
    type: 'postgres',
    url: databaseUrl,
    migrations: [...chosen],
    migrationsTableName: 'migrations',
    migrationsTransactionMode: 'each',
    applicationName,
    // The role may have been given a limit for statements: the build of an index is none of those it was meant for.
    extra: { options: `-c lock_timeout=${lockTimeoutMs} -c statement_timeout=0` },
  });
  await source.initialize();
  try {
    await source.runMigrations();
    await source.query('SELECT ensure_partitions(1)');
  } finally {
    await source.destroy();
  }
}

function unknownOf(names: readonly string[], those: Migrations = migrations): readonly string[] {
  const known = new Set<string>(those.map((migration) => migration.name));
  return names.filter((name) => !known.has(name));
}

function explainNewer(unknown: readonly string[]): string | null {
  if (unknown.length === 0) return null;
  return `The database was migrated by a newer Hookline (${unknown.join(', ')}). Start that version.`;
}

/** Names of the migrations that the database has run, oldest first. */
async function readRun(databaseUrl: string): Promise<readonly string[]> {
  const client = await connect(databaseUrl);
  try {
    const table = await client.query<{ found: string | null }>(
      `SELECT to_regclass('migrations')::text AS found`,
    );
    if (!table.rows[0]?.found) return [];
    const { rows } = await client.query<{ name: string }>(
      'SELECT name FROM migrations ORDER BY id',
    );
    return rows.map((row) => row.name);
  } finally {
    await client.end();
  }
}

/**
 * Names of migrations that this code has and the database has not; empty when it is up to date.
 * @throws DatabaseRefused when the database is newer than the code.
 */
export async function pendingMigrations(databaseUrl: string): Promise<readonly string[]> {
  const ran = await readRun(databaseUrl);
  const words = explainNewer(unknownOf(ran));
  if (words !== null) throw new DatabaseRefused(words);
  return migrations.map(({ name }) => name).filter((name) => !ran.includes(name));
}
