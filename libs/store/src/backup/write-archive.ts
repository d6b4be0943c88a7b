import { createHash } from 'node:crypto';
import pg from 'pg';
import { pendingMigrations } from '../database/migrate.js';
import { historyTables, listDays } from '../history/list-parts.js';
import type { ArchiveEnd, ArchiveHead, TableEnd } from './archive-head.js';
import { copyOut } from './copy-out.js';
import { ArchiveRefused, archiveMark, encodeFrame, type FrameKind } from './frame.js';
import { isArchived, listTables, type TableShape } from './list-tables.js';
import { openSession } from './open-session.js';

const frameBytes = 65_536;
const maxFrameBytes = 1_048_576;

/**
 * All of Hookline in one snapshot, as the bytes of an archive: whatever was acknowledged before it began is
 * in it, however much arrives meanwhile. Nothing waits for it, and it holds no more than a frame at a time.
 * @param onBegun is told what it is of once the snapshot stands.
 * @throws ArchiveRefused when the database is not migrated by this version.
 */
export async function* writeArchive(
  databaseUrl: string,
  onBegun: (head: ArchiveHead) => void = () => undefined,
): AsyncGenerator<Buffer> {
  if ((await pendingMigrations(databaseUrl)).length > 0)
    throw new ArchiveRefused('The database is not migrated to this version: migrate it first.');
  const client = await openSession(databaseUrl, 'backup');
  try {
    await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
    // Before the snapshot: a part that is cut off after it would be missed in the tables and not be in the sums.
    await client.query(`LOCK TABLE ${historyTables.join(', ')} IN ACCESS SHARE MODE`);
    const head = await describe(client);
    onBegun(head);
    yield archiveMark();
    yield json('head', head);
    const tables = (await listTables(client)).filter(isArchived);
    let rows = 0;
    for (const table of tables) rows += yield* writeTable(client, table);
    yield json('end', { tables: tables.length, rows } satisfies ArchiveEnd);
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}

/** The first statement of the transaction that reads: its snapshot is the archive's. */
async function describe(client: pg.Client): Promise<ArchiveHead> {
  const { rows } = await client.query<{ taken_at: Date; mark: string | null; version: string }>(
    `SELECT clock_timestamp() AS taken_at, (SELECT key_fingerprint FROM installation) AS mark,
            current_setting('server_version') AS version`,
  );
  const [row] = rows;
  if (!row) throw new Error('the database said nothing of itself');
  const names = await client.query<{ name: string }>('SELECT name FROM migrations ORDER BY id');
  return {
    takenAt: row.taken_at.toISOString(),
    keyFingerprint: row.mark,
    migrations: names.rows.map(({ name }) => name),
    parts: await listDays(client),
    serverVersion: row.version,
  };
}

async function* writeTable(client: pg.Client, table: TableShape): AsyncGenerator<Buffer, number> {
  yield json('table', table);
  const columns = table.columns.map((name) => pg.escapeIdentifier(name)).join(', ');
  const hash = createHash('sha256');
  const end = { rows: 0, bytes: 0 };
  let held: Buffer[] = [];
  let heldBytes = 0;
  function* flush(): Generator<Buffer> {
    const block = Buffer.concat(held);
    [held, heldBytes] = [[], 0];
    hash.update(block);
    end.bytes += block.length;
    for (let at = 0; at < block.length; at += maxFrameBytes)
      yield encodeFrame({ kind: 'rows', payload: block.subarray(at, at + maxFrameBytes) });
  }
  // Selected, because a partitioned table itself holds nothing to copy.
  const sql = `COPY (SELECT ${columns} FROM ${pg.escapeIdentifier(table.name)}) TO STDOUT`;
  for await (const line of copyOut(client, sql)) {
    held.push(line);
    heldBytes += line.length;
    end.rows += 1;
    if (heldBytes >= frameBytes) yield* flush();
  }
  yield* flush();
  yield json('tableEnd', { ...end, sha256: hash.digest('hex') } satisfies TableEnd);
  return end.rows;
}

const json = (kind: FrameKind, value: object): Buffer =>
  encodeFrame({ kind, payload: Buffer.from(JSON.stringify(value)) });
