import type { Queryable } from '../database/pool.js';
import type { ClaimedRegistration } from './claim-registrations.js';

/**
 * Nobody can take it away at its sender any more. It is asked for no longer, and kept for a month so that its owner
 * is told. What came in its place is looked at again: both may have been the same to the sender.
 */
export async function leaveBehind(
  db: Queryable,
  { scope, id, fence }: Pick<ClaimedRegistration, 'scope' | 'id' | 'fence'>,
): Promise<boolean> {
  const { rowCount } = await db.query({
    name: 'leave_registration_behind',
    text: `WITH left_behind AS (
             UPDATE registrations
             SET sealed = NULL, due_at = 'infinity', lease_until = NULL, checked_at = clock_timestamp()
             WHERE workspace_id = $1 AND id = $2 AND fence = $3 AND state = 'leaving'
             RETURNING workspace_id, flow_id
           ), again AS (
             UPDATE registrations r SET due_at = clock_timestamp()
             FROM left_behind l
             WHERE r.workspace_id = l.workspace_id AND r.flow_id = l.flow_id AND r.state = 'registered'
           ), forgotten AS (
             DELETE FROM registrations
             WHERE workspace_id = $1 AND state = 'leaving' AND due_at = 'infinity'
               AND checked_at < now() - interval '30 days'
           ) SELECT FROM left_behind`,
    values: [scope.workspaceId, id, fence],
  });
  return rowCount === 1;
}
