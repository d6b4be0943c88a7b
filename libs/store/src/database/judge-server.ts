import type { Queryable } from './pool.js';

/** Why this database is not written to: words for whoever runs the machine. */
export class DatabaseRefused extends Error {
  override readonly name = 'DatabaseRefused';
}

export type ServerFacts = {
  readonly fsync: string;
  readonly full_page_writes: string;
  readonly is_in_recovery: boolean;
  readonly is_read_only: boolean;
  readonly version: number;
};

/** What a server must be for "stored" to mean stored. */
export function findServerFaults(facts: ServerFacts): readonly string[] {
  const faults: string[] = [];
  if (facts.version < 150_000) faults.push('PostgreSQL is older than 15; use 15 or newer.');
  if (facts.fsync !== 'on')
    faults.push('fsync is off, so a power cut would lose accepted leads. Set fsync = on.');
  if (facts.full_page_writes !== 'on')
    faults.push('full_page_writes is off, so a power cut could damage tables. Set it on.');
  if (facts.is_in_recovery)
    faults.push(
      'The server is a standby, which stores nothing. Point DATABASE_URL at the primary.',
    );
  else if (facts.is_read_only)
    faults.push('The server takes no writes. Set default_transaction_read_only = off.');
  return faults;
}

/** Asks the server itself; it stores nothing to find out. */
export async function readServerFaults(db: Queryable): Promise<readonly string[]> {
  const { rows } = await db.query<ServerFacts>(
    `SELECT current_setting('fsync') AS fsync, current_setting('full_page_writes') AS full_page_writes,
            pg_is_in_recovery() AS is_in_recovery,
            current_setting('default_transaction_read_only') = 'on' AS is_read_only,
            current_setting('server_version_num')::int AS version`,
  );
  return rows[0] ? findServerFaults(rows[0]) : ['The database does not say how it is set up.'];
}
