import { walkSteps, type FlowDocument, type RefusalReason } from '@hookline/contract';
import { findConnectionApps } from '../connection/find-connection-apps.js';
import type { Store } from '../database/open-store.js';
import { findFlowVersion } from '../flow/list-flow-versions.js';
import type { Scope } from '../scope.js';
import type { ChosenRun } from './select-runs.js';

export type ReplayWay =
  | { readonly kind: 'cancel' }
  | {
      readonly kind: 'replay';
      readonly from: 'start' | 'failed';
      readonly version: 'pinned' | 'published';
    };

type Judge = (run: ChosenRun) => RefusalReason | null;

/** Why each of these runs could not be replayed or cancelled; `null` when it can. */
export async function judgeReplay(
  scope: Scope,
  store: Store,
  { chosen, way }: { chosen: readonly ChosenRun[]; way: ReplayWay },
): Promise<Judge> {
  if (way.kind === 'cancel') return judgeCancel;
  const targetOf = (run: ChosenRun) =>
    way.version === 'pinned' ? run.versionId : run.publishedVersionId;
  const targets = new Set(chosen.flatMap((run) => targetOf(run) ?? []));
  const steps = await readSteps(scope, store, [...targets]);
  return (run) => {
    const byState = judgeState(run, way.from);
    if (byState !== null) return byState;
    if (run.isEventGone) return 'event_gone';
    if (run.isFlowDeleted) return 'flow_deleted';
    const target = targetOf(run);
    if (target === null) return 'never_published';
    const isFromFailure = way.from === 'failed' && run.failedStepId !== null;
    return judgeSteps(steps.get(target) ?? [], isFromFailure ? run.failedStepId : null);
  };
}

function judgeCancel({ state }: ChosenRun): RefusalReason | null {
  if (state === 'running') return 'at_work';
  return state === 'queued' || state === 'waiting' || state === 'needs_attention' ? null : 'ended';
}

function judgeState(run: ChosenRun, from: 'start' | 'failed'): RefusalReason | null {
  if (run.replayedBy !== null) return 'repeated_already';
  if (run.state === 'queued' || run.state === 'running' || run.state === 'waiting')
    return 'at_work';
  const hasNoFailure = run.state === 'succeeded' || run.state === 'filtered';
  return from === 'failed' && hasNoFailure ? 'nothing_failed' : null;
}

type StepNeeds = { readonly id: string; readonly isConnectionGone: boolean };

/** Only what is still to be done needs its connection. */
function judgeSteps(
  steps: readonly StepNeeds[],
  failedStepId: string | null,
): RefusalReason | null {
  const start = failedStepId === null ? 0 : steps.findIndex(({ id }) => id === failedStepId);
  if (start === -1) return 'step_removed';
  return steps.slice(start).some((step) => step.isConnectionGone) ? 'connection_deleted' : null;
}

async function readSteps(
  scope: Scope,
  store: Store,
  versionIds: readonly string[],
): Promise<ReadonlyMap<string, readonly StepNeeds[]>> {
  const documents = new Map<string, FlowDocument>();
  for (const id of versionIds) {
    const version = await findFlowVersion(scope, store, id);
    if (version) documents.set(id, version.document);
  }
  const used = [...documents.values()].flatMap((document) =>
    walkSteps(document).flatMap(({ step }) => connectionOf(step) ?? []),
  );
  const there = await findConnectionApps(scope, store, [...new Set(used)]);
  const needsOf = (document: FlowDocument) =>
    walkSteps(document).map(({ step }) => {
      const connectionId = connectionOf(step);
      return { id: step.id, isConnectionGone: connectionId !== null && !there.has(connectionId) };
    });
  return new Map([...documents].map(([id, document]) => [id, needsOf(document)]));
}

function connectionOf(step: FlowDocument['steps'][number]): string | null {
  return step.type === 'action' ? step.connectionId : null;
}
