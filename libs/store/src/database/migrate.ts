import 'reflect-metadata';
import { migrations } from '@hookline/migrations';
import { DataSource } from 'typeorm';
import pg from 'pg';
import { DatabaseUnreachable, explainUnreachable } from './explain-unreachable.js';
import { DatabaseRefused, readServerFaults } from './judge-server.js';

/** One lock for all processes that start at once; the number says nothing but is ours. */
const migrationLock = 7_240_517;

/**
 * Brings the database to this version of the code. Safe when several processes start at once: one
 * migrates, the others wait and find nothing to do.
 * @returns the names of the migrations that ran now.
 * @throws DatabaseUnreachable
 * @throws DatabaseRefused when it could not keep what it is given, and when it is newer than the code, so that
 * old code never writes to a new schema.
 */
export function migrate(databaseUrl: string): Promise<readonly string[]> {
  return migrateBy(databaseUrl, migrations);
}

/**
 * Brings an empty database to the version that has run these migrations and no others: for rows of that version.
 * @throws DatabaseRefused when one of them is newer than the code.
 */
export function migrateTo(
  databaseUrl: string,
  names: readonly string[],
): Promise<readonly string[]> {
  const unknown = unknownOf(names.map((name) => ({ name })));
  if (unknown.length > 0)
    throw new DatabaseRefused(
      `This was made by a newer Hookline (${unknown.join(', ')}). Use that version.`,
    );
  const wanted = new Set(names);
  return migrateBy(
    databaseUrl,
    migrations.filter(({ name }) => wanted.has(name)),
  );
}

type Migrations = readonly (typeof migrations)[number][];

async function migrateBy(databaseUrl: string, chosen: Migrations): Promise<readonly string[]> {
  const lock = await connect(databaseUrl);
  try {
    const faults = await readServerFaults(lock);
    if (faults.length > 0) throw new DatabaseRefused(faults.join('\n'));
    await lock.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    return await runPending(databaseUrl, chosen);
  } finally {
    await lock.end();
  }
}

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

async function runPending(databaseUrl: string, chosen: Migrations): Promise<readonly string[]> {
  const source = new DataSource({
    type: 'postgres',
    url: databaseUrl,
    migrations: [...chosen],
    migrationsTableName: 'migrations',
    migrationsTransactionMode: 'each',
    applicationName: 'hookline-migrate',
  });
  await source.initialize();
  try {
    await refuseNewerSchema(source);
    const ran = await source.runMigrations();
    await source.query('SELECT ensure_partitions(2)');
    return ran.map((migration) => migration.name);
  } finally {
    await source.destroy();
  }
}

async function refuseNewerSchema(source: DataSource): Promise<void> {
  const [table] = await source.query<{ found: string | null }[]>(
    `SELECT to_regclass('migrations')::text AS found`,
  );
  if (!table?.found) return;
  const rows = await source.query<{ name: string }[]>('SELECT name FROM migrations ORDER BY id');
  const words = explainNewer(unknownOf(rows));
  if (words !== null) throw new DatabaseRefused(words);
}

const unknownOf = (rows: readonly { name: string }[]): readonly string[] => {
  const known = new Set<string>(migrations.map((migration) => migration.name));
  return rows.map((row) => row.name).filter((name) => !known.has(name));
};

function explainNewer(unknown: readonly string[]): string | null {
  if (unknown.length === 0) return null;
  return `The database was migrated by a newer Hookline (${unknown.join(', ')}). Start that version.`;
}

/**
 * Names of migrations that this code has and the database has not; empty when it is up to date.
 * @throws DatabaseRefused when the database is newer than the code.
 */
export async function pendingMigrations(databaseUrl: string): Promise<readonly string[]> {
  const client = await connect(databaseUrl);
  try {
    const table = await client.query<{ found: string | null }>(
      `SELECT to_regclass('migrations')::text AS found`,
    );
    const names = migrations.map((migration) => migration.name);
    if (!table.rows[0]?.found) return names;
    const done = await client.query<{ name: string }>('SELECT name FROM migrations ORDER BY id');
    const words = explainNewer(unknownOf(done.rows));
    if (words !== null) throw new DatabaseRefused(words);
    const ran = new Set(done.rows.map((row) => row.name));
    return names.filter((name) => !ran.has(name));
  } finally {
    await client.end();
  }
}
