import type { RunState } from '@hookline/contract';
import { ApiError } from '../http/index.js';

/** Refuses what the state of a run does not allow, and says what would. */
export function stateConflict(state: RunState, advice: string): ApiError {
  const message = `This run is ${state.replaceAll('_', ' ')}. ${advice}`;
  return new ApiError('run_state_conflict', message, { details: { state } });
}
