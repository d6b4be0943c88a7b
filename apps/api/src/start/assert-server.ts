import { fingerprintKey, holdsKey, type KeyRing } from '@hookline/platform';
import { pendingMigrations, type Queryable } from '@hookline/store';

/** Why this process does not start: words for whoever runs the machine. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused';
}

export type ServerFacts = {
  readonly fsync: string;
  readonly full_page_writes: string;
  readonly is_in_recovery: boolean;
  readonly version: number;
};

/** What a server must be for "stored" to mean stored. */
export function findFaults(facts: ServerFacts): string[] {
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
  return faults;
}

/** Refuses to start on a database that could not keep the promise that a 2xx makes. */
export async function assertServer(db: Queryable, databaseUrl: string): Promise<void> {
  const { rows } = await db.query<ServerFacts>(
    `SELECT current_setting('fsync') AS fsync, current_setting('full_page_writes') AS full_page_writes,
            pg_is_in_recovery() AS is_in_recovery, current_setting('server_version_num')::int AS version`,
  );
  const faults = rows[0] ? findFaults(rows[0]) : ['The database does not say how it is set up.'];
  const pending = faults.length > 0 ? [] : await pendingMigrations(databaseUrl);
  if (pending.length > 0)
    faults.push(`The database is not migrated (${pending.join(', ')}). Run: npm run migrate`);
  if (faults.length > 0) throw new StartRefused(faults.join('\n'));
}

/** The first start leaves a mark of the key in the database; a start with another key is refused. */
export async function assertKey(db: Queryable, ring: KeyRing): Promise<void> {
  const { rows } = await db.query<{ key_fingerprint: string }>(
    `UPDATE installation SET key_fingerprint = coalesce(key_fingerprint, $1) RETURNING key_fingerprint`,
    [fingerprintKey(ring)],
  );
  const known = rows[0]?.key_fingerprint;
  if (known === undefined || holdsKey(ring, known)) return;
  throw new StartRefused(
    'The key file is not the one that sealed the credentials in this database. Put back the right file (SECRET_KEY_FILE), else no connection can be opened.',
  );
}
