import {
  acceptEvents,
  createGroupCommit,
  isSystemicFailure,
  type Acceptance,
  type ArrivedEvent,
  type GroupCommit,
  type Pool,
} from '@hookline/store';
import { failpoint } from '@hookline/platform';
import type { Announcer, Hints } from '../parts.js';
import { paceHints } from './pace-hints.js';

/** What a worker takes at a time in a flood is worth a claim, and nobody notices the wait. */
const hintEveryMs = 20;

export type Writer = GroupCommit<ArrivedEvent, Acceptance>;

/**
 * Writes what arrives, many requests to a commit. Workers and open pages are told once per batch, after
 * the answers have gone their way: telling them is no condition of anything.
 */
export function openWriter(given: { pool: Pool; hints: Hints; announcer: Announcer }): Writer {
  const { pool, announcer } = given;
  const pace = paceHints(() => given.hints.wakeRuns(), hintEveryMs);
  return createGroupCommit<ArrivedEvent, Acceptance>({
    write: async (batch) => {
      failpoint('api_before_insert');
      const acceptances = await acceptEvents(pool, batch);
      failpoint('api_after_commit');
      const hints = { wakeRuns: () => pace(batch.length) };
      setImmediate(() => tell(batch, acceptances, { hints, announcer }));
      return acceptances;
    },
    maxBatch: 256,
    maxInFlight: 2,
    maxWaiting: 5_000,
    // Less than a request waits for its answer: what is told to come again must not be stored afterwards.
    maxWaitMs: 2_500,
    isSystemic: isSystemicFailure,
  });
}

export function tell(
  batch: readonly ArrivedEvent[],
  acceptances: readonly Acceptance[],
  { hints, announcer }: { hints: Pick<Hints, 'wakeRuns'>; announcer: Announcer },
): void {
  failpoint('api_before_hint');
  if (acceptances.some(({ state }) => state === 'accepted')) hints.wakeRuns();
  failpoint('api_after_hint');
  const flows = new Map(batch.map((event) => [event.flowId, event.scope]));
  for (const [flowId, scope] of flows) announcer.announce(scope, { topic: 'events', flowId });
}
