import { assertNoTransaction, type Connection } from './connection.js';
import { attachPartsSql, missingPartsSql } from './missing-parts.js';

export type NewIndex = {
  readonly name: string;
  readonly table: string;
  /** What follows the name of the table: `(workspace_id, id) WHERE state = 'held'`, `USING brin (finished_at)`. */
  readonly on: string;
  readonly isUnique?: boolean;
};

/** Somebody who was there before, a backup or a report, has not ended. Whoever comes meanwhile does not wait behind it. */
export class HeldTooLong extends Error {
  override readonly name = 'HeldTooLong';
}

/**
 * Builds an index while others write to the table, or to the parts of a partitioned one. It takes up what an earlier call
 * has left that was killed: what is whole is kept, what is not is dropped and built again.
 * @throws HeldTooLong
 */
export async function buildIndex(
  db: Connection,
  index: NewIndex,
  patienceMs = 480_000,
): Promise<void> {
  assertNoTransaction(db);
  const build = { ...index, patienceMs };
  if (await isValid(db, index.name)) return;
  if (await isPartitioned(db, index.table)) await buildInParts(db, build);
  else await buildWhole(db, build);
  if (!(await isValid(db, index.name))) throw new Error(`${index.name} is not valid`);
}

type Build = NewIndex & { readonly patienceMs: number };

const create = ({ isUnique }: NewIndex): string => `CREATE ${isUnique ? 'UNIQUE ' : ''}INDEX`;

async function buildWhole(db: Connection, build: Build): Promise<void> {
  const { name, table, on } = build;
  await patiently(db, build, `DROP INDEX CONCURRENTLY IF EXISTS ${name}`);
  await patiently(db, build, `${create(build)} CONCURRENTLY ${name} ON ${table} ${on}`);
}

/** Parts may come and go meanwhile: a new one brings the index along as soon as its parent has it. */
const mostRounds = 10;

/**
 * The index of the parent first, of which no part has anything yet; then those of the parts, under the names that they
 * would have had from PostgreSQL; then all of them are joined at once.
 */
async function buildInParts(db: Connection, build: Build): Promise<void> {
  const { name, table, on } = build;
  await db.query(`${create(build)} IF NOT EXISTS ${name} ON ONLY ${table} ${on}`);
  for (let round = 0; round < mostRounds; round += 1) {
    const missing: readonly Missing[] = await db.query(missingPartsSql(build));
    for (const part of missing) if (!part.is_valid) await buildOnPart(db, build, part);
    await db.query(attachPartsSql(build));
    if (await isValid(db, name)) return;
  }
}

type Missing = { readonly part: string; readonly own: string | null; readonly is_valid: boolean };

async function buildOnPart(db: Connection, build: Build, { part, own }: Missing): Promise<void> {
  if (own !== null) await patiently(db, build, `DROP INDEX CONCURRENTLY IF EXISTS ${own}`);
  try {
    await patiently(db, build, `${create(build)} CONCURRENTLY ON ${part} ${build.on}`);
  } catch (error) {
    // It was dropped since it was listed: it was past its time.
    if (stateOf(error) !== '42P01') throw error;
  }
}

/**
 * A concurrent build waits for others, but nobody waits for it: so it may wait long. Given up early, it would read all of
 * the table again and again while a backup is taken.
 */
async function patiently(db: Connection, { name, patienceMs }: Build, sql: string): Promise<void> {
  await db.query(`SET lock_timeout = ${patienceMs}`);
  try {
    await db.query(sql);
  } catch (error) {
    if (stateOf(error) === '55P03') throw new HeldTooLong(name, { cause: error });
    throw error;
  } finally {
    await db.query('RESET lock_timeout').catch(() => undefined);
  }
}

const stateOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : null;

async function isValid(db: Connection, name: string): Promise<boolean> {
  const rows: readonly unknown[] = await db.query(
    `SELECT FROM pg_index WHERE indexrelid = to_regclass($1) AND indisvalid`,
    [name],
  );
  return rows.length > 0;
}

async function isPartitioned(db: Connection, table: string): Promise<boolean> {
  const rows: readonly unknown[] = await db.query(
    `SELECT FROM pg_class WHERE oid = to_regclass($1) AND relkind = 'p'`,
    [table],
  );
  return rows.length > 0;
}
