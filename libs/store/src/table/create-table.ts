import type { Column } from '@hookline/contract';
import { sqlState } from '../database/classify-failure.js';
import type { Store } from '../database/open-store.js';
import { storable } from '../database/storable-json.js';
import type { Scope } from '../scope.js';
import { dataTableEntity } from './data-table.entity.js';
import { TableProblem } from './table-problem.js';

const uniqueViolation = '23505';

/**
 * Creates a built-in table. `name_taken`: there is one of that name, in upper or lower case.
 * @throws TableProblem when two columns have the same name.
 */
export async function createTable(
  scope: Scope,
  store: Store,
  given: { id: string; name: string; columns: readonly Column[] },
): Promise<'created' | 'name_taken'> {
  const { name, columns } = storable(given);
  refuseTwins(columns);
  const row = { workspaceId: scope.workspaceId, id: given.id, name, columns: [...columns] };
  try {
    await store.getRepository(dataTableEntity).insert(row);
    return 'created';
  } catch (error) {
    if (sqlState(error) === uniqueViolation) return 'name_taken';
    throw error;
  }
}

/** Replaces a table's columns; values of a column that is gone stay stored, and come back with it. */
export async function updateColumns(
  scope: Scope,
  store: Store,
  given: { tableId: string; columns: readonly Column[] },
): Promise<void> {
  const columns = storable([...given.columns]);
  refuseTwins(columns);
  const key = { workspaceId: scope.workspaceId, id: given.tableId };
  await store.getRepository(dataTableEntity).update(key, { columns });
}

function refuseTwins(columns: readonly Column[]): void {
  const seen = new Set<string>();
  for (const { name } of columns) {
    const same = name.toLowerCase();
    if (seen.has(same)) {
      const message = `the column "${name}" is there twice`;
      throw new TableProblem('row_invalid', message, [{ column: name, message }]);
    }
    seen.add(same);
  }
}
