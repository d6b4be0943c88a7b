import pg from 'pg';
import { DatabaseRefused } from '../database/judge-server.js';
import { migrate, migrateTo } from '../database/migrate.js';
import { historyTables } from '../history/list-parts.js';
import { copyIn } from './copy-in.js';
import { ArchiveRefused } from './frame.js';
import { isArchived, listTables, type TableShape } from './list-tables.js';
import { openSession } from './open-session.js';
import type { Archive, ArchivedTable } from './read-archive.js';
import { settleRestored, type Settled } from './settle-restored.js';

/**
 * Puts an archive into an empty database, all of it or nothing, and leaves that in restored mode: what was at
 * work in the archive is stopped, and no worker claims anything until `confirmRestore`. An archive of an older
 * version is migrated when its rows are in.
 * @throws ArchiveRefused when the archive is damaged.
 * @throws DatabaseRefused when the archive is newer than the code, or the database is in use or not empty.
 */
export async function restoreArchive(databaseUrl: string, archive: Archive): Promise<Settled> {
  const client = await openSession(databaseUrl, 'restore');
  try {
    await assertUnused(client);
    await migrateTo(databaseUrl, archive.head.migrations);
    await client.query('BEGIN');
    await makeRoom(client, archive.head.parts);
    await fill(client, archive);
    const settled = await settleRestored(client, archive.head.takenAt);
    // One that came meanwhile has seen an empty database, in which it may work. From here on they see this one.
    await assertUnused(client);
    await client.query('COMMIT');
    // Plans are made from statistics, and a filled table has none yet.
    await client.query('ANALYZE');
    await migrate(databaseUrl);
    return settled;
  } finally {
    await client.end();
  }
}

/** A process that works on the database now would go on as if nothing had happened. */
async function assertUnused(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name LIKE 'hookline-%'`,
  );
  if (rows[0]?.count !== 0)
    throw new DatabaseRefused(
      'Hookline is running on this database. Stop every api and worker of it, and restore then.',
    );
}

async function makeRoom(client: pg.Client, parts: readonly string[]): Promise<void> {
  await client.query('LOCK TABLE workspaces, users IN ACCESS EXCLUSIVE MODE');
  const { rows } = await client.query<{ is_used: boolean }>(
    'SELECT EXISTS (SELECT FROM workspaces) OR EXISTS (SELECT FROM users) AS is_used',
  );
  if (rows[0]?.is_used !== false)
    throw new DatabaseRefused(
      'This database is not empty. A backup is restored into an empty one: create it, or name another DATA_DIR.',
    );
  const names = (await listTables(client)).map(({ name }) => pg.escapeIdentifier(name));
  await client.query(`TRUNCATE ${names.join(', ')}`);
  await dropParts(client);
  for (const parent of historyTables)
    for (const part of parts) await makePart(client, parent, part);
}

/** They are empty, and those of the archive may be cut at other days. */
async function dropParts(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent = ANY ($1::regclass[]) AND pg_get_expr(c.relpartbound, c.oid) <> 'DEFAULT'`,
    [historyTables],
  );
  for (const { name } of rows) await client.query(`DROP TABLE ${pg.escapeIdentifier(name)}`);
}

/** Without the parts of the archive, its rows could not be dropped as a whole. */
async function makePart(client: pg.Client, parent: string, part: string): Promise<void> {
  const [from, to] = part.split('-');
  const { rows } = await client.query<{ sql: string }>(
    `SELECT format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)%s', $1::text, $2::text,
              uuid_v7_floor(to_timestamp($3, 'YYYYMMDD')), uuid_v7_floor(to_timestamp($4, 'YYYYMMDD')),
              CASE $2 WHEN 'step_attempts' THEN ' WITH (fillfactor = 80)' ELSE '' END) AS sql`,
    [`${parent}_${from}`, parent, from, to],
  );
  if (rows[0]) await client.query(rows[0].sql);
}

async function fill(client: pg.Client, archive: Archive): Promise<void> {
  const expected = (await listTables(client)).filter(isArchived);
  const filled = new Set<string>();
  for await (const table of archive.tables()) {
    const own = expected.find(({ name }) => name === table.name);
    if (!own || filled.has(table.name) || !isSame(own, table))
      throw new ArchiveRefused(
        `The backup is damaged: its table ${table.name} is not one of its version.`,
      );
    filled.add(table.name);
    const columns = own.columns.map((name) => pg.escapeIdentifier(name)).join(', ');
    const sql = `COPY ${pg.escapeIdentifier(own.name)} (${columns}) FROM STDIN`;
    await copyIn(client, sql, table.rows);
  }
  if (filled.size !== expected.length)
    throw new ArchiveRefused('The backup is damaged: it does not hold every table.');
}

const isSame = (own: TableShape, archived: ArchivedTable): boolean =>
  own.columns.length === archived.columns.length &&
  own.columns.every((name, place) => name === archived.columns[place]);
