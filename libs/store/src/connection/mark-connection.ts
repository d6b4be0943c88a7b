import type { JsonObject, WrittenWhy } from '@hookline/contract';
import { isUuid } from '../database/is-uuid.js';
import type { Queryable } from '../database/pool.js';
import { storableJson, storableText } from '../database/storable-json.js';
import { rowOf } from '../database/row-of.js';
import { inLockOrder } from '../run/lock-order.js';
import type { Scope } from '../scope.js';
import type { ConnectionState } from './connection.entity.js';

/** A connection as whoever may unseal it needs it: the caller's key opens `sealed`, this room never does. */
export type ReadConnection = {
  readonly app: string;
  readonly name: string;
  readonly state: ConnectionState;
  readonly settings: JsonObject;
  readonly sealed: Buffer;
};

/** `null` also for a connection of another workspace, whoever wrote its id into a flow. */
export async function readSealedConnection(
  scope: Scope,
  db: Queryable,
  connectionId: string,
): Promise<ReadConnection | null> {
  if (!isUuid(connectionId)) return null;
  const { rows } = await db.query<ReadConnection>({
    name: 'read_connection',
    text: `SELECT app, name, state, settings, sealed FROM connections WHERE workspace_id = $1 AND id = $2`,
    values: [scope.workspaceId, connectionId],
  });
  return rows[0] ?? null;
}

/** Keeps what a try of the connection showed. */
export async function markConnection(
  scope: Scope,
  db: Queryable,
  given: {
    connectionId: string;
    state: ConnectionState;
    error: string | null;
    why: WrittenWhy | null;
  },
): Promise<void> {
  const { workspaceId } = scope;
  await db.query({
    name: 'mark_connection',
    text: `UPDATE connections SET state = $3, error = $4, why = $5, checked_at = clock_timestamp()
           WHERE workspace_id = $1 AND id = $2`,
    values: [
      workspaceId,
      given.connectionId,
      given.state,
      given.error && storableText(given.error),
      given.why && storableJson(given.why),
    ],
  });
}

/** Lets the runs go on that were held for the connection. */
export async function releaseConnectionRuns(
  scope: Scope,
  db: Queryable,
  connectionId: string,
): Promise<void> {
  const values = [scope.workspaceId, connectionId];
  await db.query({ name: 'wake_held', text: wakeHeldSql, values });
}

/** Runs that wait for the connection $2 of the workspace $1 may be claimed at once. */
export const wakeHeldSql = `
  UPDATE open_runs r SET wake_at = clock_timestamp()
  FROM (
    SELECT workspace_id, flow_id, id FROM open_runs o
    WHERE workspace_id = $1 AND connection_id = $2 AND state = 'waiting' AND waiting_for = 'connection'
    ${inLockOrder('o')}
  ) h
  WHERE ${rowOf('r', 'h')}`;
