import { jsonObject, type JsonObject } from '@hookline/contract';
import { NeedsReconnect, Rejected } from '@hookline/connector-kit';
import { registerOpened, seal, unseal, type KeyRing } from '@hookline/platform';
import { readSealedConnection, renewConnection, type Pool, type Scope } from '@hookline/store/work';
import type { OpenConnection } from '../run/perform-step.js';
import type { Veil } from './open-veil.js';

const valuesField = 'values';

/**
 * The one place of the worker that unseals secrets. A connection is looked up in the run's own workspace,
 * whatever id the flow names; one that waits for its owner is refused without asking the vendor again.
 */
export function createConnectionOpener(pool: Pool, ring: KeyRing): OpenConnection {
  return async (scope, { connectionId, app, veil }) => {
    const values = await openForCheck(scope, { pool, ring, connectionId, app, veil });
    if (values.state === 'needs_reconnect') {
      throw new NeedsReconnect(`the connection "${values.name}" needs to be reconnected`, {
        why: { code: 'connection_waits', values: { name: values.name } },
      });
    }
    return values.values;
  };
}

/** Opens a connection whatever its state: a check is how it becomes a working one again. */
export async function openForCheck(
  scope: Scope,
  given: { pool: Pool; ring: KeyRing; connectionId: string; app: string; veil: Veil },
): Promise<{ values: JsonObject; state: string; name: string }> {
  const row = await readSealedConnection(scope, given.pool, given.connectionId);
  if (!row || row.app !== given.app) {
    // Waiting for it to come back would be for ever.
    throw new Rejected(
      'the connection of this step was deleted; choose another one in the flow, publish it, then replay',
      { pointer: '/connectionId', why: { code: 'connection_deleted' } },
    );
  }
  const sealed = openValues(given.ring, row.sealed, placeOf(scope, given.connectionId));
  given.veil.cover(secretsOf(sealed, row.settings));
  return { values: { ...row.settings, ...sealed }, state: row.state, name: row.name };
}

/**
 * Renews what a connection holds.
 * @param renew gives what is kept in it besides or instead; `null`: it is fresh already.
 */
export type RenewConnection = (
  scope: Scope,
  connectionId: string,
  renew: (values: JsonObject) => Promise<JsonObject | null>,
) => Promise<void>;

/** Of several who renew a connection at once one does it, and the others find it fresh. */
export function createConnectionRenewer(pool: Pool, ring: KeyRing): RenewConnection {
  return (scope, connectionId, renew) => {
    const place = placeOf(scope, connectionId);
    const renewSealed = async (sealed: Buffer): Promise<Buffer | null> => {
      const values = openValues(ring, sealed, place);
      const more = await renew(values);
      if (more === null) return null;
      keepOutOfLogs(more);
      return seal(ring, JSON.stringify({ ...values, ...more }), place);
    };
    return renewConnection(scope, pool, { connectionId, renew: renewSealed });
  };
}

/** All values are sealed together; those that pages show are no secrets. */
const secretsOf = (sealed: JsonObject, settings: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(sealed).filter(([key]) => !Object.hasOwn(settings, key)));

const placeOf = ({ workspaceId }: Scope, connectionId: string) => ({
  workspaceId,
  connectionId,
  field: valuesField,
});

function openValues(ring: KeyRing, sealed: Buffer, place: ReturnType<typeof placeOf>): JsonObject {
  const values = jsonObject.parse(JSON.parse(unseal(ring, sealed, place).toString('utf8')));
  keepOutOfLogs(values);
  return values;
}

/** Whatever is unsealed here can never be written to a log of this process, whoever tries. */
function keepOutOfLogs(secrets: JsonObject): void {
  for (const value of Object.values(secrets)) {
    if (typeof value === 'string') registerOpened(value);
  }
}
