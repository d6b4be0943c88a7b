import pg from 'pg';

/** As the product's pools: nothing is answered before the disk has it. */
export function openLimitPool(databaseUrl: string): pg.Pool {
  return new pg.Pool({
    connectionString: databaseUrl,
    application_name: 'limit',
    max: 4,
    options: '-c synchronous_commit=on -c timezone=UTC -c jit=off',
  });
}
