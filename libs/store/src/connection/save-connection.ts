import type { JsonObject } from '@hookline/contract';
import { isUuid } from '../database/is-uuid.js';
import type { Store } from '../database/open-store.js';
import { selectOne } from '../database/select.js';
import { storable } from '../database/storable-json.js';
import type { Scope } from '../scope.js';
import { connectionEntity } from './connection.entity.js';
import { leavingBy, usersOf } from './list-connections.js';
import { wakeHeldSql } from './mark-connection.js';

/** What is kept of a connection's values: secrets only as sealed bytes. */
export type KeptValues = {
  readonly settings: JsonObject;
  readonly sealed: Buffer;
  readonly secretsSet: readonly string[];
};

export async function createConnection(
  scope: Scope,
  store: Store,
  given: KeptValues & { readonly id: string; readonly app: string; readonly name: string },
): Promise<void> {
  await selectOne(
    store,
    `WITH made AS (
       INSERT INTO connections (workspace_id, id, app, name, sealed, settings, secrets_set)
       VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id
     ) SELECT id FROM made`,
    [
      scope.workspaceId,
      given.id,
      given.app,
      storable(given.name),
      given.sealed,
      JSON.stringify(storable(given.settings)),
      given.secretsSet,
    ],
  );
}

export type SealedConnection = KeptValues & { readonly app: string; readonly name: string };

/**
 * Changes a connection under a lock, so that of two changes at once neither loses the other's secret.
 * New values are untested, and runs that were held for a reconnect go on with them.
 * @param change gives what is new of it, from what is kept.
 */
export async function updateConnection(
  scope: Scope,
  store: Store,
  connectionId: string,
  change: (kept: SealedConnection) => { name?: string; values?: KeptValues },
): Promise<'saved' | 'not_found'> {
  if (!isUuid(connectionId)) return 'not_found';
  return store.transaction(async (inner) => {
    const kept = await selectOne<SealedConnection>(inner, lockSql, [
      scope.workspaceId,
      connectionId,
    ]);
    if (!kept) return 'not_found';
    const { name, values } = change(kept);
    const key = { workspaceId: scope.workspaceId, id: connectionId };
    if (name !== undefined) {
      await inner.getRepository(connectionEntity).update(key, { name: storable(name) });
    }
    if (values) {
      await selectOne(inner, valuesSql, [
        scope.workspaceId,
        connectionId,
        values.sealed,
        JSON.stringify(storable(values.settings)),
        values.secretsSet,
      ]);
    }
    return 'saved';
  });
}

const lockSql = `
  SELECT app, name, settings, sealed, secrets_set AS "secretsSet" FROM connections
  WHERE workspace_id = $1 AND id = $2 FOR UPDATE`;

const valuesSql = `
  WITH changed AS (
    UPDATE connections SET sealed = $3, settings = $4, secrets_set = $5, state = 'untested', error = NULL, why = NULL,
                           checked_at = NULL, updated_at = now()
    WHERE workspace_id = $1 AND id = $2 RETURNING id
  ), woken AS (${wakeHeldSql})
  SELECT id FROM changed`;

/**
 * Deletes a connection unless a flow uses it. Runs of older versions may still wait for it: they may be claimed at
 * once, and then say what they lack.
 */
export async function deleteConnection(
  scope: Scope,
  store: Store,
  connectionId: string,
): Promise<'deleted' | 'in_use' | 'not_found'> {
  if (!isUuid(connectionId)) return 'not_found';
  const answer = await selectOne<{ deleted: number; known: number }>(
    store,
    `WITH deleted AS (
       DELETE FROM connections c WHERE c.workspace_id = $1 AND c.id = $2 AND NOT EXISTS (${usersOf})
         AND NOT EXISTS (${leavingBy})
       RETURNING id
     ), woken AS (${wakeHeldSql} AND EXISTS (SELECT FROM deleted))
     SELECT (SELECT count(*)::int FROM deleted) AS deleted,
            (SELECT count(*)::int FROM connections WHERE workspace_id = $1 AND id = $2) AS known`,
    [scope.workspaceId, connectionId],
  );
  if (answer?.deleted === 1) return 'deleted';
  return answer?.known === 1 ? 'in_use' : 'not_found';
}
