import 'reflect-metadata';
import { migrations } from '@hookline/migrations';
import { DataSource } from 'typeorm';
import pg from 'pg';

/** One lock for all processes that start at once; the number says nothing but is ours. */
const migrationLock = 7_240_517;

/**
 * Brings the database to this version of the code. Safe when several processes start at once: one
 * migrates, the others wait and find nothing to do.
 * @returns the names of the migrations that ran now.
 * @throws when the database is newer than the code, so that old code never writes to a new schema.
 */
export async function migrate(databaseUrl: string): Promise<readonly string[]> {
  const lock = new pg.Client({ connectionString: databaseUrl });
  await lock.connect();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    return await runPending(databaseUrl);
  } finally {
    await lock.end();
  }
}

async function runPending(databaseUrl: string): Promise<readonly string[]> {
  const source = new DataSource({
    type: 'postgres',
    url: databaseUrl,
    migrations: [...migrations],
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
  const unknown = await unknownMigrations(source);
  if (unknown.length > 0) {
    throw new Error(
      `the database was migrated by a newer Hookline (${unknown.join(', ')}); start that version`,
    );
  }
}

async function unknownMigrations(source: DataSource): Promise<readonly string[]> {
  const [table] = await source.query<{ found: string | null }[]>(
    `SELECT to_regclass('migrations')::text AS found`,
  );
  if (!table?.found) return [];
  const known = new Set<string>(migrations.map((migration) => migration.name));
  const rows = await source.query<{ name: string }[]>('SELECT name FROM migrations ORDER BY id');
  return rows.map((row) => row.name).filter((name) => !known.has(name));
}

/** Names of migrations that this code has and the database has not; empty when it is up to date. */
export async function pendingMigrations(databaseUrl: string): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const table = await client.query<{ found: string | null }>(
      `SELECT to_regclass('migrations')::text AS found`,
    );
    const names = migrations.map((migration) => migration.name);
    if (!table.rows[0]?.found) return names;
    const done = await client.query<{ name: string }>('SELECT name FROM migrations');
    const ran = new Set(done.rows.map((row) => row.name));
    return names.filter((name) => !ran.has(name));
  } finally {
    await client.end();
  }
}
