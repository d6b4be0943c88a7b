import { uuidv7 } from '@hookline/platform';
import { replayRun as repeat, type Replay, type Scope, type Store } from '@hookline/store';
import { ApiError } from '../http/index.js';
import { stateConflict } from './state-conflict.js';

/** Repeats a run; says plainly why it cannot. */
export async function replayRun(
  scope: Scope,
  store: Store,
  asked: Omit<Replay, 'newRunId'>,
): Promise<{ runId: string }> {
  const newRunId = uuidv7();
  const answer = await repeat(scope, store, { ...asked, newRunId });
  switch (answer.outcome) {
    case 'begun':
      return { runId: newRunId };
    case 'not_found':
      throw new ApiError('run_not_found');
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
