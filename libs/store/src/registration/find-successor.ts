import type { Queryable } from '../database/pool.js';
import type { Scope } from '../scope.js';
import type { ClaimedRegistration } from './claim-registrations.js';

/** What stands at the same address in the place of a registration that leaves. */
export type RegistrationSuccessor = { readonly id: string; readonly sealed: Buffer | null };

/** `null`: nothing does. */
export async function findSuccessor(
  db: Queryable,
  { scope, flowId, app, event, token }: ClaimedRegistration,
): Promise<RegistrationSuccessor | null> {
  const { rows } = await db.query<RegistrationSuccessor>({
    name: 'find_registration_successor',
    text: `SELECT id, sealed FROM registrations
           WHERE workspace_id = $1 AND flow_id = $2 AND app = $3 AND event = $4 AND token = $5
             AND state <> 'leaving'`,
    values: [scope.workspaceId, flowId, app, event, token],
  });
  return rows[0] ?? null;
}

/** False: it was sealed otherwise meanwhile, and nothing was written. */
export async function replaceSealed(
  db: Queryable,
  before: RegistrationSuccessor & { readonly scope: Scope },
  sealed: Buffer,
): Promise<boolean> {
  const { rowCount } = await db.query({
    name: 'replace_registered_secret',
    text: `UPDATE registrations SET sealed = $4
           WHERE workspace_id = $1 AND id = $2 AND sealed IS NOT DISTINCT FROM $3`,
    values: [before.scope.workspaceId, before.id, before.sealed, sealed],
  });
  return rowCount === 1;
}
