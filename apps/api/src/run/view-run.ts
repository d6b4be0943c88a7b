import type { RunSummary, RunView } from '@hookline/contract';
import type { ListedRun, RunRecord } from '@hookline/store';
import { readPayload } from '../event/view-event.js';

export function summarizeRun(run: ListedRun): RunSummary {
  const { id, flowId, flowName, eventId, state, summary, waitingFor, error } = run;
  return {
    id,
    flowId,
    flowName,
    eventId,
    state,
    summary,
    createdAt: run.createdAt.toISOString(),
    finishedAt: run.finishedAt?.toISOString() ?? null,
    waitingFor,
    nextTryAt: run.nextTryAt?.toISOString() ?? null,
    error,
    replayOf: run.replayOf,
    replayedBy: run.replayedBy,
    isByHand: run.isByHand,
  };
}

export function viewRun(run: RunRecord): RunView {
  return {
    ...summarizeRun(run),
    versionId: run.versionId,
    versionNumber: run.versionNumber,
    trigger: run.event && readPayload(run.event),
    isEventKept: run.event !== null,
    steps: [...run.steps],
  };
}
