import {
  acceptEvents,
  createGroupCommit,
  isSystemicFailure,
  type Acceptance,
  type ArrivedEvent,
  type GroupCommit,
  type Pool,
} from '@hookline/store';
import type { Announcer, Hints } from '../parts.js';

export type Writer = GroupCommit<ArrivedEvent, Acceptance>;

/**
 * Writes what arrives, many requests to a commit. Workers and open pages are told once per batch, after
 * the answers have gone their way: telling them is no condition of anything.
 */
export function openWriter(given: { pool: Pool; hints: Hints; announcer: Announcer }): Writer {
  return createGroupCommit<ArrivedEvent, Acceptance>({
    write: async (batch) => {
      const acceptances = await acceptEvents(given.pool, batch);
      setImmediate(() => tell(batch, acceptances, given));
      return acceptances;
    },
    maxBatch: 256,
    maxInFlight: 2,
    maxWaiting: 5_000,
    isSystemic: isSystemicFailure,
  });
}

export function tell(
  batch: readonly ArrivedEvent[],
  acceptances: readonly Acceptance[],
  { hints, announcer }: { hints: Hints; announcer: Announcer },
): void {
  if (acceptances.some(({ state }) => state === 'accepted')) hints.wakeRuns();
  const flows = new Map(batch.map((event) => [event.flowId, event.scope]));
  for (const [flowId, scope] of flows) announcer.announce(scope, { topic: 'events', flowId });
}
