import type { QueryRunner } from 'typeorm';

/** What changes of a table in use need of a migration's connection. */
export type Connection = Pick<QueryRunner, 'query' | 'isTransactionActive'>;

/** In a transaction every lock is kept to its end, and that is what such changes are there to avoid. */
export function assertNoTransaction(db: Connection): void {
  if (db.isTransactionActive) throw new Error('This migration has to say: transaction = false');
}
