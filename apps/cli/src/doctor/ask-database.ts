import { explainUnreachable } from '@hookline/store';
import pg from 'pg';

/** One statement on a connection of its own; why there is none is told in words. */
export async function askDatabase(
  databaseUrl: string,
  sql: string,
  setting: 'DATABASE_URL' | 'DATABASE_READ_URL' = 'DATABASE_URL',
): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  // What breaks later fails the statement that is under way.
  client.on('error', () => undefined);
  await client.connect().catch((error: unknown) => {
    throw new Error(explainUnreachable(error, databaseUrl, setting) ?? String(error), {
      cause: error,
    });
  });
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
