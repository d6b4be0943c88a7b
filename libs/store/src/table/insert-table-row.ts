import type { JsonObject } from '@hookline/contract';
import type { Queryable } from '../database/pool.js';
import type { Scope } from '../scope.js';
import { findTable, type FoundTable } from './find-table.js';
import { readValues } from './read-values.js';

export type TableRowRecord = {
  readonly id: string;
  readonly values: JsonObject;
  readonly runId: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

export type NewRow = {
  readonly tableName: string;
  readonly values: JsonObject;
  readonly runId: string | null;
  readonly rowId: string;
};

/**
 * Adds a row, read by the table's columns.
 * @throws TableProblem when there is no such table or a column refuses its value.
 */
export async function insertTableRow(
  scope: Scope,
  db: Queryable,
  given: NewRow,
): Promise<TableRowRecord> {
  const table = await findTable(scope, db, given.tableName);
  return insertInto(scope, db, table, given);
}

export async function insertInto(
  scope: Scope,
  db: Queryable,
  table: FoundTable,
  given: Omit<NewRow, 'tableName'>,
): Promise<TableRowRecord> {
  const values = readValues(table, given.values);
  const { rows } = await db.query<TableRowRecord>({
    name: 'insert_table_row',
    text: `INSERT INTO table_rows (workspace_id, table_id, id, values, run_id)
           VALUES ($1, $2, $3, $4, $5) RETURNING ${rowColumns}`,
    values: [scope.workspaceId, table.id, given.rowId, JSON.stringify(values), given.runId],
  });
  return onlyRow(table, rows);
}

export const rowColumns = `
  id, values, run_id AS "runId", created_at AS "createdAt", updated_at AS "updatedAt"`;

/** Shows the columns that the table has now, also those that the row has no value for. */
export function asColumned(table: FoundTable, row: TableRowRecord): TableRowRecord {
  // A column may be named as something that every object has.
  const valueOf = (name: string) => (Object.hasOwn(row.values, name) ? row.values[name] : null);
  const values = table.columns.map(({ name }) => [name, valueOf(name) ?? null] as const);
  return { ...row, values: Object.fromEntries(values) };
}

function onlyRow(table: FoundTable, rows: readonly TableRowRecord[]): TableRowRecord {
  const [row] = rows;
  if (!row) throw new Error('the database wrote a row and did not give it back');
  return asColumned(table, row);
}
