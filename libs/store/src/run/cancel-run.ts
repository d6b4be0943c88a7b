import type { OwnRunError, RunState } from '@hookline/contract';
import type { Store } from '../database/open-store.js';
import type { Scope } from '../scope.js';
import { endOpenRun } from './end-open-run.js';
import { lockEndedRun, lockOpenRun } from './lock-open-run.js';

/** `conflict` names the state that does not allow what was asked. */
export type RunChange =
  | { readonly outcome: 'done' }
  | { readonly outcome: 'not_found' }
  | { readonly outcome: 'conflict'; readonly state: RunState };

/**
 * Ends an open run without doing the rest of it. A run that a worker holds is refused: its effect may be
 * under way, and the record of it must not be lost.
 */
export async function cancelRun(
  scope: Scope,
  store: Store,
  given: { runId: string; by: string },
): Promise<RunChange> {
  return store.transaction(async (inner) => {
    const open = await lockOpenRun(scope, inner, given.runId);
    if (!open) {
      const ended = await lockEndedRun(scope, inner, given.runId);
      return ended ? { outcome: 'conflict', state: ended.state } : { outcome: 'not_found' };
    }
    if (open.state === 'running') return { outcome: 'conflict', state: open.state };
    const error: OwnRunError = {
      code: 'cancelled',
      message: `cancelled by ${given.by}`,
      stepId: null,
      pointer: null,
      why: { code: 'cancelled_by', values: { by: given.by } },
    };
    await endOpenRun(scope, inner, { runId: open.id, state: 'cancelled', error, replayedBy: null });
    return { outcome: 'done' };
  });
}
