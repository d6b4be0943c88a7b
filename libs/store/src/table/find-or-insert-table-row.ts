import { createHash } from 'node:crypto';
import type { JsonValue } from '@hookline/contract';
import type { Queryable } from '../database/pool.js';
import type { Scope } from '../scope.js';
import { findIn } from './find-table-row.js';
import { findTable, type FoundTable } from './find-table.js';
import { insertInto, type NewRow, type TableRowRecord } from './insert-table-row.js';
import { readSought } from './read-values.js';

/**
 * The row whose column equals the value, or a new one. All who look for the same value in the same
 * column stand in line until the transaction ends, so that two runs cannot both insert.
 * @throws TableProblem as `findTableRow` and `insertTableRow` do.
 */
export async function findOrInsertTableRow(
  scope: Scope,
  db: Queryable,
  given: NewRow & { readonly column: string; readonly value: JsonValue },
): Promise<{ row: TableRowRecord; isNew: boolean }> {
  const table = await findTable(scope, db, given.tableName);
  const value = readSought(table, given.column, given.value);
  if (value !== null) await standInLine(scope, db, table, [given.column, value]);
  const found = await findIn(scope, db, table, { column: given.column, value });
  if (found) return { row: found, isNew: false };
  return { row: await insertInto(scope, db, table, given), isNew: true };
}

async function standInLine(
  scope: Scope,
  db: Queryable,
  table: FoundTable,
  sought: readonly JsonValue[],
): Promise<void> {
  const name = JSON.stringify(['table_row', scope.workspaceId, table.id, ...sought]);
  const lock = createHash('sha256').update(name).digest().readBigInt64BE(0);
  await db.query({
    name: 'lock_table_row',
    text: 'SELECT pg_advisory_xact_lock($1)',
    values: [lock.toString()],
  });
}
