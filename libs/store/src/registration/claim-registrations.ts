import type { JsonObject, WrittenWhy } from '@hookline/contract';
import type { Queryable } from '../database/pool.js';
import { storableJson, storableText } from '../database/storable-json.js';
import { scopeOf, type Scope } from '../scope.js';

export type RegistrationState = 'wanted' | 'registered' | 'failed' | 'leaving';

/** One registration to be looked at; the lease and the fence say for how long and by whom. */
export type ClaimedRegistration = {
  readonly scope: Scope;
  readonly id: string;
  readonly flowId: string;
  readonly app: string;
  readonly event: string;
  readonly connectionId: string;
  readonly token: string;
  readonly place: JsonObject;
  readonly events: readonly string[];
  readonly isAll: boolean;
  readonly state: RegistrationState;
  readonly senderIds: readonly string[];
  readonly sealed: Buffer | null;
  readonly tries: number;
  readonly fence: number;
};

/**
 * Takes what is due to be registered, checked or taken away; two workers never have the same one, nor the old and
 * the new place of one flow at once, because both may have the same address. The old one waits until the new one
 * stands, so that the sender is never without.
 */
export async function claimRegistrations(
  db: Queryable,
  given: { limit: number; leaseSecs: number },
): Promise<readonly ClaimedRegistration[]> {
  const { rows } = await db.query<
    Omit<ClaimedRegistration, 'scope'> & { readonly workspaceId: string }
  >({ name: 'claim_registrations', text: claimSql, values: [given.limit, given.leaseSecs] });
  return rows.map(({ workspaceId, ...rest }) => ({ ...rest, scope: scopeOf(workspaceId) }));
}

type Place = Pick<ClaimedRegistration, 'scope' | 'id' | 'fence'>;

export type RegistrationEnd = {
  readonly state: RegistrationState;
  readonly senderIds: readonly string[];
  readonly error: string | null;
  readonly why: WrittenWhy | null;
  readonly tries: number;
  readonly againInSecs: number;
};

/**
 * Keeps what came of a look. False: another worker has it, and nothing was written. What was asked for
 * meanwhile, by a person or a publication, is not put off.
 */
export async function settleRegistration(
  db: Queryable,
  { scope, id, fence }: Place,
  end: RegistrationEnd,
): Promise<boolean> {
  const { rowCount } = await db.query({
    name: 'settle_registration',
    text: `UPDATE registrations
           SET state = CASE WHEN state = 'leaving' THEN state ELSE $4 END,
               sender_ids = $5, error = $6, why = $9, tries = $7, lease_until = NULL,
               due_at = CASE WHEN due_at > claimed_due_at
                             THEN due_at ELSE clock_timestamp() + make_interval(secs => $8) END,
               checked_at = clock_timestamp()
           WHERE workspace_id = $1 AND id = $2 AND fence = $3`,
    values: [
      scope.workspaceId,
      id,
      fence,
      end.state,
      [...end.senderIds],
      end.error === null ? null : storableText(end.error).slice(0, 1_000),
      end.tries,
      end.againInSecs,
      end.why && storableJson(end.why),
    ],
  });
  return rowCount === 1;
}

/** Keeps a secret before the sender hears of it, and one that the sender told as soon as it is known. */
export async function keepRegisteredSecret(
  db: Queryable,
  { scope, id, fence }: Place,
  sealed: Buffer,
): Promise<boolean> {
  const { rowCount } = await db.query({
    name: 'keep_registered_secret',
    text: `UPDATE registrations SET sealed = $4 WHERE workspace_id = $1 AND id = $2 AND fence = $3`,
    values: [scope.workspaceId, id, fence, sealed],
  });
  return rowCount === 1;
}

/**
 * It is gone at its sender, or nobody can take it away any more. What came in its place is looked at again: should
 * both have been the same to the sender after all, it is made anew.
 */
export async function dropRegistration(
  db: Queryable,
  { scope, id, fence }: Place,
): Promise<boolean> {
  const { rowCount } = await db.query({
    name: 'drop_registration',
    text: `WITH dropped AS (
             DELETE FROM registrations
             WHERE workspace_id = $1 AND id = $2 AND fence = $3 AND state = 'leaving'
             RETURNING workspace_id, flow_id
           ), again AS (
             UPDATE registrations r SET due_at = clock_timestamp()
             FROM dropped d
             WHERE r.workspace_id = d.workspace_id AND r.flow_id = d.flow_id AND r.state = 'registered'
           ) SELECT FROM dropped`,
    values: [scope.workspaceId, id, fence],
  });
  return rowCount === 1;
}

const claimSql = `
  WITH due AS (
    SELECT r.workspace_id, r.id FROM registrations r
    WHERE r.due_at <= clock_timestamp()
      AND (r.lease_until IS NULL OR r.lease_until <= clock_timestamp())
      AND CASE WHEN r.state = 'leaving'
        THEN NOT EXISTS (
          SELECT FROM registrations o
          WHERE o.workspace_id = r.workspace_id AND o.flow_id = r.flow_id AND o.state <> 'leaving'
            AND (o.lease_until > clock_timestamp()
              OR (o.app = r.app AND o.event = r.event
                AND (o.state <> 'registered' OR o.due_at <= clock_timestamp()))))
        ELSE NOT EXISTS (
          SELECT FROM registrations o
          WHERE o.workspace_id = r.workspace_id AND o.flow_id = r.flow_id AND o.state = 'leaving'
            AND o.lease_until > clock_timestamp())
      END
    ORDER BY r.due_at LIMIT $1
    FOR UPDATE SKIP LOCKED
  )
  UPDATE registrations r
  SET fence = r.fence + 1, lease_until = clock_timestamp() + make_interval(secs => $2),
      claimed_due_at = r.due_at
  FROM due WHERE r.workspace_id = due.workspace_id AND r.id = due.id
  RETURNING r.workspace_id AS "workspaceId", r.id, r.flow_id AS "flowId", r.app, r.event,
    r.connection_id AS "connectionId", r.token, r.place, r.events, r.is_all AS "isAll", r.state,
    r.sender_ids AS "senderIds", r.sealed, r.tries, r.fence`;
