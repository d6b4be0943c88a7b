import type { JsonObject } from '@hookline/contract';
import { isUuid } from '../database/is-uuid.js';
import type { Store } from '../database/open-store.js';
import { select } from '../database/select.js';
import type { Scope } from '../scope.js';

/**
 * Which fields of connections hold something: settings with their values, secrets as three stars. Enough
 * to tell whether a connection can do its work, without opening it.
 */
export async function findFilledFields(
  scope: Scope,
  store: Store,
  connectionIds: readonly string[],
): Promise<ReadonlyMap<string, JsonObject>> {
  const ids = connectionIds.filter(isUuid);
  if (ids.length === 0) return new Map();
  const rows = await select<{ id: string; settings: JsonObject; secretsSet: string[] }>(
    store,
    `SELECT id, settings, secrets_set AS "secretsSet" FROM connections
     WHERE workspace_id = $1 AND id = ANY ($2::uuid[])`,
    [scope.workspaceId, ids],
  );
  return new Map(
    rows.map(({ id, settings, secretsSet }) => [
      id,
      { ...settings, ...Object.fromEntries(secretsSet.map((key) => [key, '***'])) },
    ]),
  );
}
