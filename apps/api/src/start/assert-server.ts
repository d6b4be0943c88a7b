import { fingerprintKey, holdsKey, type KeyRing } from '@hookline/platform';
import {
  DatabaseRefused,
  DatabaseUnreachable,
  explainUnreachable,
  pendingMigrations,
  readServerFaults,
  readSessionFaults,
  type Queryable,
} from '@hookline/store';

/** Why this process does not start: words for whoever runs the machine. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused';
}

/**
 * Refuses to start on a database that could not keep the promise that a 2xx makes.
 * @throws DatabaseUnreachable when it could not even be asked: that may be over in a moment.
 */
export async function assertServer(db: Queryable, databaseUrl: string): Promise<void> {
  const faults = [...(await reachable(readServerFaults(db), databaseUrl))];
  const pending =
    faults.length > 0 ? [] : await reachable(pendingMigrations(databaseUrl), databaseUrl);
  if (pending.length > 0)
    faults.push(`The database is not migrated (${pending.join(', ')}). Run: npm run migrate`);
  if (faults.length > 0) throw new StartRefused(faults.join('\n'));
}

/** Refuses sessions of a pooler that would answer before the disk has the commit. */
export async function assertSessions(db: Queryable): Promise<void> {
  const faults = await readSessionFaults(db);
  if (faults.length > 0) throw new StartRefused(faults.join('\n'));
}

async function reachable<T>(asking: Promise<T>, databaseUrl: string): Promise<T> {
  try {
    return await asking;
  } catch (error) {
    if (error instanceof DatabaseRefused) throw new StartRefused(error.message, { cause: error });
    const words = explainUnreachable(error, databaseUrl);
    throw words === null ? error : new DatabaseUnreachable(words, { cause: error });
  }
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
