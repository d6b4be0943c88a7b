import type { Store } from './open-store.js';

/**
 * Runs a statement that ends in SELECT and gives its rows. A statement that writes does so in a CTE:
 * the mapper answers a bare UPDATE or DELETE in another shape.
 */
export function select<Row>(
  store: Store,
  sql: string,
  values: readonly unknown[],
): Promise<readonly Row[]> {
  return store.query<Row[]>(sql, [...values]);
}

/** The only row of an answer; `null` when there is none. */
export async function selectOne<Row>(
  store: Store,
  sql: string,
  values: readonly unknown[],
): Promise<Row | null> {
  const [row] = await select<Row>(store, sql, values);
  return row ?? null;
}
