import { Rejected, type Tables, type Why } from '@hookline/connector-kit';
import { uuidv7 } from '@hookline/platform';
import {
  findOrInsertTableRow,
  findTableRow,
  insertTableRow,
  listTableColumns,
  TableProblem,
  updateTableRow,
  type Queryable,
  type Scope,
} from '@hookline/store/work';

/** The doorway from a connector's words about tables to rows, inside the given transaction. */
export function createTablesPort(scope: Scope, db: Queryable, runId: string | null): Tables {
  return {
    list: () => listTableColumns(scope, db),
    insert: (tableName, values) =>
      told(() => insertTableRow(scope, db, { tableName, values, runId, rowId: uuidv7() })),
    update: (tableName, rowId, values) =>
      told(() => updateTableRow(scope, db, { tableName, rowId, values, runId })),
    find: (tableName, column, value) =>
      told(() => findTableRow(scope, db, { tableName, column, value })),
    findOrInsert: (tableName, column, value, values) =>
      told(() =>
        findOrInsertTableRow(scope, db, {
          tableName,
          column,
          value,
          values,
          runId,
          rowId: uuidv7(),
        }),
      ),
  };
}

function whyOfTable({ code, column, message, faults: [first] }: TableProblem): Why {
  if (code === 'table_not_found') return { code: 'table_unknown' };
  if (code === 'row_not_found') return { code: 'row_not_found' };
  const isUnknown = first?.isUnknown === true;
  if (isUnknown) return { code: 'column_unknown', values: { column: column ?? '' } };
  return { code: 'column_value', values: { column: column ?? '' }, quote: message };
}

/** What is wrong with a table or a value is for the owner to mend. */
export async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof TableProblem)) throw error;
    throw new Rejected(error.message, {
      cause: error,
      why: whyOfTable(error),
      pointer: error.column === null ? '/table' : `/values/${error.column}`,
    });
  }
}
