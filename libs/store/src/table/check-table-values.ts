import type { JsonObject } from '@hookline/contract';
import type { Queryable } from '../database/pool.js';
import type { Scope } from '../scope.js';
import { findTable } from './find-table.js';
import { readValues } from './read-values.js';

/**
 * What a row would hold if these values were written; nothing is.
 * @throws TableProblem when there is no such table or a column refuses its value.
 */
export async function checkTableValues(
  scope: Scope,
  db: Queryable,
  given: { tableName: string; values: JsonObject },
): Promise<JsonObject> {
  return readValues(await findTable(scope, db, given.tableName), given.values);
}
