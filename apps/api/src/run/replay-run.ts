import { uuidv7 } from '@hookline/platform';
import {
  planReplay,
  replayRun as repeat,
  type Replay,
  type Scope,
  type Store,
} from '@hookline/store';
import { ApiError } from '../http/index.js';
import { stateConflict } from './state-conflict.js';

/** Repeats a run; says plainly why it cannot. */
export async function replayRun(
  scope: Scope,
  store: Store,
  asked: Omit<Replay, 'newRunId'>,
): Promise<{ runId: string }> {
  await refuseWhatIsGone(scope, store, asked);
  const newRunId = uuidv7();
  const answer = await repeat(scope, store, { ...asked, newRunId });
  switch (answer.outcome) {
    case 'begun':
      return { runId: newRunId };
    case 'not_found':
      throw new ApiError('run_not_found');
    case 'event_gone':
      throw eventGone();
    case 'flow_deleted':
      throw flowDeleted();
    case 'never_published':
      throw new ApiError('flow_invalid', 'The flow has no published version; publish it first.');
    case 'nothing_failed':
      throw new ApiError(
        'run_state_conflict',
        'Nothing failed in this run; repeat it from the start.',
      );
    case 'repeated_already':
      throw new ApiError(
        'run_state_conflict',
        `This run was repeated already, by the run ${answer.by}; repeat that one.`,
        { details: { replayedBy: answer.by } },
      );
    case 'conflict':
      throw stateConflict(answer.state, 'It can be repeated when it has ended.');
  }
}

/** A step or a connection that is gone would only be found in the middle of the run. */
async function refuseWhatIsGone(
  scope: Scope,
  store: Store,
  { runId, from, version }: Omit<Replay, 'newRunId'>,
): Promise<void> {
  const planning = await planReplay(scope, store, {
    selection: { ids: [runId] },
    way: { kind: 'replay', from, version },
  });
  const reason = planning.outcome === 'planned' ? planning.refused[0]?.reason : undefined;
  const details = { reason: reason ?? null };
  if (reason === 'event_gone') throw eventGone();
  if (reason === 'flow_deleted') throw flowDeleted();
  if (reason === 'connection_deleted') {
    const message =
      'A step that is still to be done uses a connection that was deleted. Choose another one in the flow, publish it, and replay on the published version.';
    throw new ApiError('flow_invalid', message, { details });
  }
  if (reason === 'step_removed') {
    const message =
      'The step that failed is no longer in the published version; replay from the start instead.';
    throw new ApiError('flow_invalid', message, { details });
  }
}

const eventGone = (): ApiError =>
  new ApiError(
    'run_state_conflict',
    'The event of this run is past its time and was dropped, so the run cannot be repeated.',
    { details: { reason: 'event_gone' } },
  );

const flowDeleted = (): ApiError =>
  new ApiError(
    'flow_state_conflict',
    'The flow of this run was deleted, so nothing of it is repeated. To send this lead on, run its event on another flow.',
    { details: { reason: 'flow_deleted' } },
  );
