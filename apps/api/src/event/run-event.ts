import { uuidv7 } from '@hookline/platform';
import { runByHand, type Scope, type Store } from '@hookline/store';
import { ApiError } from '../http/index.js';

/** Runs a stored event by hand; says plainly why it cannot. */
export async function runEvent(
  scope: Scope,
  store: Store,
  asked: { eventId: string; flowId: string; versionId: string | null },
): Promise<{ runId: string }> {
  const newRunId = uuidv7();
  const { outcome } = await runByHand(scope, store, { ...asked, newRunId });
  switch (outcome) {
    case 'begun':
      return { runId: newRunId };
    case 'event_not_found':
    case 'flow_not_found':
    case 'version_not_found':
      throw new ApiError(outcome);
    case 'event_unread':
      throw new ApiError(
        'flow_state_conflict',
        'This request was refused before its body was read, so there is nothing that could run.',
      );
    case 'never_published':
      throw new ApiError(
        'flow_state_conflict',
        'This flow was never published, so there is nothing that could run; publish it first.',
      );
  }
}
