import { assertNoTransaction, type Connection } from './connection.js';

export type NewCheck = {
  readonly table: string;
  readonly name: string;
  readonly check: string;
};

/**
 * Adds a rule, or puts it in the place of the one of that name. What is written from then on is held to it at once; what
 * is there already is read through under a lock that stops neither readers nor writers.
 */
export async function addCheck(db: Connection, { table, name, check }: NewCheck): Promise<void> {
  assertNoTransaction(db);
  await db.query(
    `ALTER TABLE ${table} DROP CONSTRAINT IF EXISTS ${name}, ADD CONSTRAINT ${name} CHECK (${check}) NOT VALID`,
  );
  await db.query(`ALTER TABLE ${table} VALIDATE CONSTRAINT ${name}`);
}
