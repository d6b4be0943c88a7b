import type { JsonValue } from '@hookline/contract';
import type { Queryable } from '../database/pool.js';
import type { Scope } from '../scope.js';
import { findTable, type FoundTable } from './find-table.js';
import { asColumned, rowColumns, type TableRowRecord } from './insert-table-row.js';
import { readSought } from './read-values.js';

export type Sought = {
  readonly tableName: string;
  readonly column: string;
  readonly value: JsonValue;
};

/**
 * The newest row whose column equals the value. Nothing (null, empty text) equals no row, so that all
 * who left a field empty are not taken for one person.
 * @throws TableProblem when there is no such table or column, or it cannot hold the value.
 */
export async function findTableRow(
  scope: Scope,
  db: Queryable,
  sought: Sought,
): Promise<TableRowRecord | null> {
  const table = await findTable(scope, db, sought.tableName);
  return findIn(scope, db, table, {
    column: sought.column,
    value: readSought(table, sought.column, sought.value),
  });
}

export async function findIn(
  scope: Scope,
  db: Queryable,
  table: FoundTable,
  sought: { column: string; value: JsonValue },
): Promise<TableRowRecord | null> {
  if (sought.value === null) return null;
  const { rows } = await db.query<TableRowRecord>({
    name: 'find_table_row',
    text: `SELECT ${rowColumns} FROM table_rows
           WHERE workspace_id = $1 AND table_id = $2 AND values @> $3::jsonb
             AND values -> $4 = $3::jsonb -> $4
           ORDER BY id DESC LIMIT 1`,
    values: [
      scope.workspaceId,
      table.id,
      JSON.stringify({ [sought.column]: sought.value }),
      sought.column,
    ],
  });
  const [row] = rows;
  return row ? asColumned(table, row) : null;
}
