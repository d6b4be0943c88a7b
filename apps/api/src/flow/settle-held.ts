import { uuidv7 } from '@hookline/platform';
import { settleHeld as settle, type Decision, type Scope, type Store } from '@hookline/store';
import { ApiError } from '../http/index.js';

/** Runs or discards held events, and records who decided. */
export async function settleHeld(
  scope: Scope,
  store: Store,
  given: Omit<Decision, 'newId'>,
): Promise<{ settled: number; notHeld: number }> {
  const answer = await settle(scope, store, { ...given, newId: () => uuidv7() });
  if (answer.outcome === 'settled') {
    const { settled } = answer;
    const chosen = given.eventIds === null ? settled : new Set(given.eventIds).size;
    return { settled, notHeld: chosen - settled };
  }
  if (answer.outcome === 'not_found') throw new ApiError('flow_not_found');
  throw new ApiError(
    'flow_state_conflict',
    'This flow was never published, so there is nothing that could run; publish it first.',
  );
}
