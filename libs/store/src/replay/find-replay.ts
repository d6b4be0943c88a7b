import type { ReplayState } from '@hookline/contract';
import { isUuid } from '../database/is-uuid.js';
import type { Store } from '../database/open-store.js';
import { select, selectOne } from '../database/select.js';
import type { Scope } from '../scope.js';

/** Many runs that are replayed or cancelled one after the other. */
export type ReplayRecord = {
  readonly id: string;
  readonly kind: 'replay' | 'cancel';
  readonly state: ReplayState;
  readonly total: number;
  readonly done: number;
  readonly skipped: number;
  readonly failed: number;
  readonly askedBy: string;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
};

const columns = `
  id, kind, state, total, done, skipped, failed, asked_by AS "askedBy", created_at AS "createdAt",
  finished_at AS "finishedAt"`;

const shown = 20;

export async function findReplay(
  scope: Scope,
  store: Store,
  replayId: string,
): Promise<ReplayRecord | null> {
  if (!isUuid(replayId)) return null;
  return selectOne(store, `SELECT ${columns} FROM replays WHERE workspace_id = $1 AND id = $2`, [
    scope.workspaceId,
    replayId,
  ]);
}

/** The latest ones, the newest first. */
export async function listReplays(scope: Scope, store: Store): Promise<readonly ReplayRecord[]> {
  return select(
    store,
    `SELECT ${columns} FROM replays WHERE workspace_id = $1 ORDER BY id DESC LIMIT ${shown}`,
    [scope.workspaceId],
  );
}

/** Stops it after the batch that is at work; whatever ended already stays as it ended. */
export async function cancelReplay(
  scope: Scope,
  store: Store,
  given: { replayId: string; by: string },
): Promise<ReplayRecord | null> {
  if (!isUuid(given.replayId)) return null;
  await select(store, cancelSql, [scope.workspaceId, given.replayId, given.by]);
  return findReplay(scope, store, given.replayId);
}

const cancelSql = `
  WITH cancelled AS (
    UPDATE replays SET state = 'cancelled', cancelled_by = $3, finished_at = clock_timestamp()
    WHERE workspace_id = $1 AND id = $2 AND state = 'running'
    RETURNING id
  ), dropped AS (
    DELETE FROM replay_items WHERE workspace_id = $1 AND replay_id IN (SELECT id FROM cancelled)
  )
  SELECT id FROM cancelled`;
