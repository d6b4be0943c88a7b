import { jsonObject, type JsonObject, type WrittenWhy } from '@hookline/contract';
import { isUuid } from '../database/is-uuid.js';
import type { Store } from '../database/open-store.js';
import { select } from '../database/select.js';
import type { Scope } from '../scope.js';
import type { ConnectionState } from './connection.entity.js';

export type ConnectionRecord = {
  readonly id: string;
  readonly app: string;
  readonly name: string;
  readonly state: ConnectionState;
  readonly settings: JsonObject;
  readonly secretsSet: readonly string[];
  readonly error: string | null;
  readonly why: WrittenWhy | null;
  readonly checkedAt: Date | null;
  readonly createdAt: Date;
  readonly usedByFlows: readonly { id: string; name: string }[];
  /** Those whose old webhook is still being taken away by it. */
  readonly leavingFlows: readonly { id: string; name: string; isDeleted: boolean }[];
};

/** Connections by name, without their secrets, with the flows that use them. */
export async function listConnections(
  scope: Scope,
  store: Store,
  filter: { app: string | null },
): Promise<readonly ConnectionRecord[]> {
  return query(scope, store, { app: filter.app, id: null });
}

export async function findConnection(
  scope: Scope,
  store: Store,
  connectionId: string,
): Promise<ConnectionRecord | null> {
  if (!isUuid(connectionId)) return null;
  const [found] = await query(scope, store, { app: null, id: connectionId });
  return found ?? null;
}

async function query(
  scope: Scope,
  store: Store,
  filter: { app: string | null; id: string | null },
): Promise<readonly ConnectionRecord[]> {
  const values = [scope.workspaceId, filter.app, filter.id];
  const rows = await select<ConnectionRecord>(store, listSql, values);
  return rows.map((row) => ({ ...row, settings: jsonObject.parse(row.settings) }));
}

/** Flows whose draft or published version names the connection. */
export const usersOf = `
  SELECT f.id, f.name FROM flows f
  LEFT JOIN flow_versions v ON v.workspace_id = f.workspace_id AND v.id = f.published_version_id
  WHERE f.workspace_id = c.workspace_id AND f.deleted_at IS NULL
    AND (strpos(f.draft::text, c.id::text) > 0 OR strpos(v.document::text, c.id::text) > 0)`;

/**
 * Flows whose former webhook is still to be taken away by the connection; a deleted flow's, too. Without a sealed
 * secret nothing was ever asked of the sender.
 */
export const leavingBy = `
  SELECT f.id, f.name, f.deleted_at IS NOT NULL AS is_deleted FROM flows f
  WHERE f.workspace_id = c.workspace_id
    AND EXISTS (SELECT FROM registrations r
                WHERE r.workspace_id = f.workspace_id AND r.flow_id = f.id
                  AND r.connection_id = c.id AND r.state = 'leaving' AND r.sealed IS NOT NULL)`;

const listSql = `
  SELECT c.id, c.app, c.name, c.state, c.settings, c.secrets_set AS "secretsSet", c.error, c.why,
         c.checked_at AS "checkedAt", c.created_at AS "createdAt",
         coalesce((SELECT json_agg(json_build_object('id', u.id, 'name', u.name) ORDER BY u.name)
                   FROM (${usersOf}) u), '[]') AS "usedByFlows",
         coalesce((SELECT json_agg(json_build_object('id', u.id, 'name', u.name, 'isDeleted', u.is_deleted)
                                   ORDER BY u.name)
                   FROM (${leavingBy}) u), '[]') AS "leavingFlows"
  FROM connections c
  WHERE c.workspace_id = $1 AND ($2::text IS NULL OR c.app = $2) AND ($3::uuid IS NULL OR c.id = $3)
  ORDER BY lower(c.name), c.id`;
