import { cutPage, type Page } from '../database/cut-page.js';
import { isUuid } from '../database/is-uuid.js';
import { likePattern } from '../database/like-pattern.js';
import type { Queryable } from '../database/pool.js';
import type { Scope } from '../scope.js';
import type { FoundTable } from './find-table.js';
import { asColumned, rowColumns, type TableRowRecord } from './insert-table-row.js';

/** Rows of a table, the newest first; `text` is looked for in all values. */
export async function listTableRows(
  scope: Scope,
  db: Queryable,
  asked: { table: FoundTable; cursor: string | null; limit: number; text: string | null },
): Promise<Page<TableRowRecord>> {
  const { rows } = await db.query<TableRowRecord>(
    `SELECT ${rowColumns} FROM table_rows r
     WHERE workspace_id = $1 AND table_id = $2
       AND ($3::uuid IS NULL OR id < $3)
       AND ($4::text IS NULL OR EXISTS (
         SELECT FROM jsonb_each_text(r.values) AS v (key, value) WHERE v.value ILIKE $4))
     ORDER BY id DESC LIMIT $5`,
    [
      scope.workspaceId,
      asked.table.id,
      asked.cursor,
      asked.text === null ? null : likePattern(asked.text),
      asked.limit + 1,
    ],
  );
  const page = cutPage(rows, asked.limit);
  return { ...page, items: page.items.map((row) => asColumned(asked.table, row)) };
}

export async function deleteTableRow(
  scope: Scope,
  db: Queryable,
  given: { tableId: string; rowId: string },
): Promise<'deleted' | 'not_found'> {
  if (!isUuid(given.rowId)) return 'not_found';
  const { rowCount } = await db.query(
    'DELETE FROM table_rows WHERE workspace_id = $1 AND table_id = $2 AND id = $3',
    [scope.workspaceId, given.tableId, given.rowId],
  );
  return rowCount === 1 ? 'deleted' : 'not_found';
}
