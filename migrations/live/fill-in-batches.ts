import { assertNoTransaction, type Connection } from './connection.js';

export type Filling = {
  readonly table: string;
  /** The columns of its primary key; most tables of a tenant have these. */
  readonly key?: readonly string[];
  readonly set: string;
  /** Which rows are not filled yet: a call after one that was killed passes over the others. */
  readonly where: string;
  readonly batch?: number;
};

/**
 * Changes the rows of a large table some at a time, in the order of their keys: each batch is a transaction of its own,
 * so that nobody waits longer for a row than it takes, and what is dead can be cleared away meanwhile.
 */
export async function fillInBatches(
  db: Connection,
  { table, key = ['workspace_id', 'id'], set, where, batch = 1_000 }: Filling,
): Promise<void> {
  assertNoTransaction(db);
  const columns = key.join(', ');
  const isSame = key.map((column) => `t.${column} = one.${column}`).join(' AND ');
  const beyond = `WHERE (${columns}) > (${key.map((_column, at) => `$${at + 1}`).join(', ')})`;
  const step = (from: string): string => `
    WITH batch AS MATERIALIZED (SELECT ${columns} FROM ${table} ${from} ORDER BY ${columns} LIMIT ${batch}),
    -- In one order, as others lock several rows.
    locked AS MATERIALIZED (
      SELECT ${key.map((column) => `t.${column}`).join(', ')} FROM ${table} t JOIN batch one ON ${isSame}
      WHERE ${where} ORDER BY ${key.map((column) => `t.${column}`).join(', ')} FOR NO KEY UPDATE OF t
    ),
    filled AS (UPDATE ${table} t SET ${set} FROM locked one WHERE ${isSame})
    SELECT ${columns} FROM batch ORDER BY ${key.map((column) => `${column} DESC`).join(', ')} LIMIT 1`;
  let last: readonly unknown[] = [];
  do last = await lastKey(db, { sql: step(last.length > 0 ? beyond : ''), last, key });
  while (last.length > 0);
}

async function lastKey(
  db: Connection,
  { sql, last, key }: { sql: string; last: readonly unknown[]; key: readonly string[] },
): Promise<readonly unknown[]> {
  const rows: readonly Record<string, unknown>[] = await db.query(sql, [...last]);
  return rows.flatMap((row) => key.map((column) => row[column]));
}
