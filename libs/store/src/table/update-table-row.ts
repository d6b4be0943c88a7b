import type { JsonObject } from '@hookline/contract';
import { isUuid } from '../database/is-uuid.js';
import type { Queryable } from '../database/pool.js';
import type { Scope } from '../scope.js';
import { findTable } from './find-table.js';
import { asColumned, rowColumns, type TableRowRecord } from './insert-table-row.js';
import { readValues } from './read-values.js';
import { TableProblem } from './table-problem.js';

/**
 * Changes the values that are given; the others stay. A run that changes the row becomes its writer.
 * @throws TableProblem when there is no such table or row, or a column refuses its value.
 */
export async function updateTableRow(
  scope: Scope,
  db: Queryable,
  given: { tableName: string; rowId: string; values: JsonObject; runId: string | null },
): Promise<TableRowRecord> {
  const table = await findTable(scope, db, given.tableName);
  const values = readValues(table, given.values);
  const missing = new TableProblem(
    'row_not_found',
    `the table "${table.name}" has no row "${given.rowId}"`,
  );
  if (!isUuid(given.rowId)) throw missing;
  const { rows } = await db.query<TableRowRecord>({
    name: 'update_table_row',
    text: `UPDATE table_rows SET values = values || $4::jsonb, run_id = coalesce($5, run_id), updated_at = clock_timestamp()
           WHERE workspace_id = $1 AND table_id = $2 AND id = $3 RETURNING ${rowColumns}`,
    values: [scope.workspaceId, table.id, given.rowId, JSON.stringify(values), given.runId],
  });
  const [row] = rows;
  if (!row) throw missing;
  return asColumned(table, row);
}
