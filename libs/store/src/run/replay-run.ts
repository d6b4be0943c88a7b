import { walkSteps, type FlowDocument, type RunState } from '@hookline/contract';
import { IsNull } from 'typeorm';
import type { Store } from '../database/open-store.js';
import { select, selectOne } from '../database/select.js';
import { flowEntity } from '../flow/flow.entity.js';
import { findFlowVersion } from '../flow/list-flow-versions.js';
import type { Scope } from '../scope.js';
import { endOpenRun } from './end-open-run.js';
import { lockEndedRun, lockOpenRun, type LockedRun } from './lock-open-run.js';

export type Replay = {
  readonly runId: string;
  readonly newRunId: string;
  readonly from: 'start' | 'failed';
  readonly version: 'pinned' | 'published';
};

export type Replaying =
  | { readonly outcome: 'begun' }
  | {
      readonly outcome:
        'not_found' | 'event_gone' | 'flow_deleted' | 'never_published' | 'nothing_failed';
    }
  | { readonly outcome: 'repeated_already'; readonly by: string }
  | { readonly outcome: 'conflict'; readonly state: RunState };

/**
 * Repeats a run. The new run keeps the root of the chain, so that every effect has the idempotency key
 * that it had before; from the failure on, what is done is taken over and not done again. It stands for
 * the event in the ledger in place of the old one. Of two that ask at once, one is refused.
 */
export async function replayRun(scope: Scope, store: Store, given: Replay): Promise<Replaying> {
  return store.transaction(async (inner) => {
    const open = await lockOpenRun(scope, inner, given.runId);
    const origin = open ?? (await lockEndedRun(scope, inner, given.runId));
    if (!origin) return { outcome: 'not_found' };
    const refusal = refuse(origin, given);
    if (refusal) return refusal;
    if (!(await keepEvent(scope, inner, origin.eventId))) return { outcome: 'event_gone' };
    const flow = await inner.getRepository(flowEntity).findOneBy({
      workspaceId: scope.workspaceId,
      id: origin.flowId,
      deletedAt: IsNull(),
    });
    if (!flow) return { outcome: 'flow_deleted' };
    const versionId = given.version === 'pinned' ? origin.versionId : flow.publishedVersionId;
    if (versionId === null) return { outcome: 'never_published' };
    await retire(scope, inner, origin, { isOpen: open !== null, newRunId: given.newRunId });
    await begin(scope, inner, origin, { newRunId: given.newRunId, versionId });
    if (given.from === 'failed') await takeOver(scope, inner, origin, { given, versionId });
    return { outcome: 'begun' };
  });
}

function refuse(origin: LockedRun, given: Replay): Replaying | null {
  if (origin.replayedBy !== null) return { outcome: 'repeated_already', by: origin.replayedBy };
  const { state } = origin;
  if (state === 'queued' || state === 'running' || state === 'waiting') {
    return { outcome: 'conflict', state };
  }
  const hasNoFailure = state === 'succeeded' || state === 'filtered';
  return given.from === 'failed' && hasNoFailure ? { outcome: 'nothing_failed' } : null;
}

/** The event of a run may be past its time before the run is; from here on it stays. */
async function keepEvent(scope: Scope, store: Store, eventId: string): Promise<boolean> {
  const event = await selectOne(
    store,
    'SELECT id FROM events WHERE workspace_id = $1 AND id = $2 FOR SHARE',
    [scope.workspaceId, eventId],
  );
  return event !== null;
}

async function retire(
  scope: Scope,
  store: Store,
  origin: LockedRun,
  { isOpen, newRunId }: { isOpen: boolean; newRunId: string },
): Promise<void> {
  if (isOpen) {
    const end = { runId: origin.id, state: 'failed', error: null, replayedBy: newRunId } as const;
    await endOpenRun(scope, store, end);
    return;
  }
  await select(
    store,
    `WITH retired AS (
       UPDATE runs SET replayed_by = $3, is_counted = false,
                       retired_at = CASE WHEN is_counted THEN clock_timestamp() END
       WHERE workspace_id = $1 AND id = $2 RETURNING id
     ) SELECT id FROM retired`,
    [scope.workspaceId, origin.id, newRunId],
  );
}

async function begin(
  scope: Scope,
  store: Store,
  origin: LockedRun,
  { newRunId, versionId }: { newRunId: string; versionId: string },
): Promise<void> {
  await select(store, beginSql, [
    scope.workspaceId,
    newRunId,
    origin.flowId,
    versionId,
    origin.eventId,
    origin.summary,
    origin.rootRunId,
    origin.id,
    origin.isCounted,
  ]);
}

const beginSql = `
  WITH begun AS (
    INSERT INTO open_runs (workspace_id, id, flow_id, version_id, event_id, summary, root_run_id, replay_of,
                           is_counted, event_flow_id)
    SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9,
           (SELECT nullif(flow_id, $3) FROM events WHERE workspace_id = $1 AND id = $5)
    RETURNING id
  ), pointed AS (
    UPDATE events SET run_id = $2 WHERE workspace_id = $1 AND id = $5 AND $9
    RETURNING id
  )
  SELECT id FROM begun`;

/** Copies what is done, and what nobody knows of, so that it is not simply done again. */
async function takeOver(
  scope: Scope,
  store: Store,
  origin: LockedRun,
  { given, versionId }: { given: Replay; versionId: string },
): Promise<void> {
  const stepIds =
    versionId === origin.versionId
      ? null
      : await sameSteps(scope, store, origin.versionId, versionId);
  await select(store, takeOverSql, [scope.workspaceId, origin.id, given.newRunId, stepIds]);
}

const takeOverSql = `
  WITH taken AS (
    INSERT INTO step_attempts (workspace_id, run_id, step_id, item, try, fence, state, idempotency_key, input,
                               output, error, started_at, finished_at, answered_by)
    SELECT workspace_id, $3, step_id, item, try, 0, CASE state WHEN 'intent' THEN 'unknown' ELSE state END,
           idempotency_key, input, output, error, started_at, finished_at, answered_by
    FROM step_attempts
    WHERE workspace_id = $1 AND run_id = $2 AND state <> 'failed'
      AND ($4::text[] IS NULL OR step_id = ANY ($4))
    RETURNING step_id
  )
  SELECT count(*) FROM taken`;

/**
 * Steps that mean the same in another version: an action of the same app, a delay. A filter or a branch
 * decides anew, because its new rule is why somebody chose the other version.
 */
async function sameSteps(
  scope: Scope,
  store: Store,
  fromId: string,
  toId: string,
): Promise<readonly string[]> {
  const from = await findFlowVersion(scope, store, fromId);
  const to = await findFlowVersion(scope, store, toId);
  if (!from || !to) return [];
  const there = meanings(to.document);
  return [...meanings(from.document)]
    .filter(([stepId, meaning]) => there.get(stepId) === meaning)
    .map(([stepId]) => stepId);
}

function meanings(document: FlowDocument): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { step } of walkSteps(document)) {
    if (step.type === 'action') found.set(step.id, `${step.app}/${step.action}`);
    if (step.type === 'delay') found.set(step.id, 'delay');
  }
  return found;
}
