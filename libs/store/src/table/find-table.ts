import type { Column } from '@hookline/contract';
import type { Queryable } from '../database/pool.js';
import type { Scope } from '../scope.js';
import { TableProblem } from './table-problem.js';

export type FoundTable = {
  readonly id: string;
  readonly name: string;
  readonly columns: readonly Column[];
};

export type TableRecord = FoundTable & { readonly rowCount: number; readonly createdAt: Date };

/**
 * A built-in table by its name; upper and lower case are the same.
 * @throws TableProblem when there is none.
 */
export async function findTable(scope: Scope, db: Queryable, name: string): Promise<FoundTable> {
  const { rows } = await db.query<FoundTable>({
    name: 'find_table',
    text: 'SELECT id, name, columns FROM data_tables WHERE workspace_id = $1 AND lower(name) = lower($2)',
    values: [scope.workspaceId, name.trim().replaceAll('\u0000', '')],
  });
  const table = rows[0];
  if (!table) throw new TableProblem('table_not_found', `there is no table "${name}"`);
  return table;
}

/** All built-in tables by name, with how many rows each has. */
export async function listTables(scope: Scope, db: Queryable): Promise<readonly TableRecord[]> {
  const { rows } = await db.query<TableRecord>(
    `SELECT t.id, t.name, t.columns, t.created_at AS "createdAt", (
       SELECT count(*)::int FROM table_rows r WHERE r.workspace_id = t.workspace_id AND r.table_id = t.id
     ) AS "rowCount"
     FROM data_tables t WHERE t.workspace_id = $1 ORDER BY lower(t.name)`,
    [scope.workspaceId],
  );
  return rows;
}

/** The names and columns of all built-in tables. */
export async function listTableColumns(
  scope: Scope,
  db: Queryable,
): Promise<readonly FoundTable[]> {
  const { rows } = await db.query<FoundTable>({
    name: 'list_table_columns',
    text: 'SELECT id, name, columns FROM data_tables WHERE workspace_id = $1 ORDER BY lower(name)',
    values: [scope.workspaceId],
  });
  return rows;
}

/** How many rows a table has. */
export async function countTableRows(
  scope: Scope,
  db: Queryable,
  tableId: string,
): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM table_rows WHERE workspace_id = $1 AND table_id = $2',
    [scope.workspaceId, tableId],
  );
  return rows[0]?.count ?? 0;
}
