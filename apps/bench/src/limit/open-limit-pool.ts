import pg from 'pg';

/**
 * As the product's pools: nothing is answered before the disk has it, and a plan that was made while the tables were empty
 * finds rows by their keys.
 */
export function openLimitPool(databaseUrl: string): pg.Pool {
  return new pg.Pool({
    connectionString: databaseUrl,
    application_name: 'limit',
    max: 4,
    options:
      '-c synchronous_commit=on -c timezone=UTC -c jit=off -c enable_seqscan=off -c enable_mergejoin=off',
  });
}
