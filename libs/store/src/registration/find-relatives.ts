import type { JsonObject } from '@hookline/contract';
import type { Queryable } from '../database/pool.js';
import type { ClaimedRegistration } from './claim-registrations.js';

/** Another registration of the same flow at the same kind of sender. */
export type RegistrationRelative = {
  readonly connectionId: string;
  readonly place: JsonObject;
  readonly token: string;
  readonly senderIds: readonly string[];
  /** What is wanted now; the others leave. */
  readonly isWanted: boolean;
};

/** What a flow has at its sender besides this registration: what it had before, or has by now. */
export async function findRelatives(
  db: Queryable,
  { scope, id, flowId, app, event }: ClaimedRegistration,
): Promise<readonly RegistrationRelative[]> {
  const { rows } = await db.query<RegistrationRelative>({
    name: 'find_registration_relatives',
    text: `SELECT connection_id AS "connectionId", place, token, sender_ids AS "senderIds",
                  state <> 'leaving' AS "isWanted"
           FROM registrations
           WHERE workspace_id = $1 AND flow_id = $2 AND id <> $3 AND app = $4 AND event = $5
           ORDER BY created_at DESC LIMIT 20`,
    values: [scope.workspaceId, flowId, id, app, event],
  });
  return rows;
}
