import pg from 'pg';
import { NamelessClient } from './nameless-client.js';

export type Pool = pg.Pool;
export type Client = pg.PoolClient;
/** Anything that runs a statement: the pool, or a client inside a transaction. */
export type Queryable = Pick<pg.ClientBase, 'query'>;

export type PoolOptions = {
  readonly databaseUrl: string;
  readonly name: string;
  readonly max: number;
  /** A statement that takes longer is cancelled by the server, and given up by us a second later. */
  readonly statementTimeoutMs?: number;
  /** Its statements find rows by their keys, whatever the statistics say of tables that were empty a moment ago. */
  readonly isKeyed?: boolean;
  /** `transaction`: sessions are lent by a pooler, each for one transaction, and come as it set them up. */
  readonly pooling?: Pooling;
  readonly onError?: (error: Error) => void;
};

export type Pooling = 'session' | 'transaction';

/**
 * A prepared statement keeps the plan of its first runs. One that was made while the tables were empty
 * would read all that is open, at every claim and every record, once a flood has come.
 */
const keyedPlans = ' -c enable_seqscan=off -c enable_mergejoin=off';

/** Parallel workers cost more to start than any page or step takes, and another page waits for their processors. */
export const sessionOptions =
  '-c synchronous_commit=on -c timezone=UTC -c jit=off -c max_parallel_workers_per_gather=0';

/**
 * A pool whose connections never answer before the disk has the commit, whatever the server's default.
 * A lost idle connection is reported to `onError` and replaced; it does not end the process.
 */
export function openPool(options: PoolOptions): Pool {
  const statementTimeoutMs = options.statementTimeoutMs ?? 10_000;
  const pool = new pg.Pool({
    connectionString: options.databaseUrl,
    application_name: `hookline-${options.name}`,
    max: options.max,
    keepAlive: true,
    connectionTimeoutMillis: 3_000,
    idleTimeoutMillis: 60_000,
    query_timeout: statementTimeoutMs + 1_000,
    ...(options.pooling === 'transaction'
      ? { Client: NamelessClient }
      : {
          statement_timeout: statementTimeoutMs,
          options: `${sessionOptions}${options.isKeyed ? keyedPlans : ''}`,
        }),
  });
  pool.on('error', (error) => options.onError?.(error));
  // The pool minds its idle connections only. One that breaks while it is lent tells whoever borrowed it by
  // the statement at hand or the next one; told to nobody else, it would end the process.
  pool.on('connect', (client) => client.on('error', (error) => options.onError?.(error)));
  return pool;
}

/** Runs `work` in one transaction; any throw rolls all of it back. */
export async function inTransaction<T>(
  pool: Pool,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    client.release();
    return result;
  } catch (error) {
    const isRolledBack = await client.query('ROLLBACK').then(
      () => true,
      () => false,
    );
    // A connection that cannot even roll back is thrown away, not given to the next caller.
    client.release(!isRolledBack);
    throw error;
  }
}
