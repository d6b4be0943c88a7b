import pg from 'pg';
import { DatabaseUnreachable, explainUnreachable } from '../database/explain-unreachable.js';

/** A connection for one long piece of work: no statement of it is cut off, and rows look the same everywhere. */
export async function openSession(databaseUrl: string, purpose: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: 10_000,
    application_name: `hookline-${purpose}`,
    keepAlive: true,
    options:
      '-c statement_timeout=0 -c idle_in_transaction_session_timeout=0 -c timezone=UTC -c datestyle=ISO ' +
      '-c synchronous_commit=on',
  });
  // What breaks later fails the statement that is under way.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    const words = explainUnreachable(error, databaseUrl);
    throw words === null ? error : new DatabaseUnreachable(words, { cause: error });
  }
  return client;
}
