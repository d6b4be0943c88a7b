import {
  acceptEvents,
  createGroupCommit,
  GroupCommitFull,
  isSystemicFailure,
  releaseTurns,
  type Acceptance,
  type ArrivedEvent,
  type Client,
  type GroupCommit,
  type Line,
  type Pool,
} from '@hookline/store';
import { failpoint } from '@hookline/platform';
import type { Announcer, Hints } from '../parts.js';
import { paceHints } from './pace-hints.js';
import type { StateCounts } from './state-counts.js';

export type Telling = {
  readonly pool: Pool;
  readonly hints: Pick<Hints, 'wakeRuns'>;
  readonly announcer: Announcer;
  readonly stored: StateCounts;
  readonly onError: (error: unknown) => void;
};

/** What a worker takes at a time in a flood is worth a claim, and nobody notices the wait. */
const hintEveryMs = 20;

export type Writer = GroupCommit<ArrivedEvent, Acceptance>;

/**
 * Writes what arrives, many requests to a commit. Workers and open pages are told once per batch, after
 * the answers have gone their way: telling them is no condition of anything.
 */
export function openWriter(given: Telling): Writer {
  const { pool, announcer, stored, onError } = given;
  const pace = paceHints(() => given.hints.wakeRuns(), hintEveryMs);
  return createGroupCommit<ArrivedEvent, Acceptance>({
    write: async (batch, isLate) => {
      failpoint('api_before_insert');
      const acceptances = await onOwn(pool, (client) => {
        if (isLate()) throw new GroupCommitFull('it waited too long for a connection');
        return acceptEvents(client, batch);
      });
      failpoint('api_after_commit');
      const hints = { wakeRuns: () => pace(batch.length) };
      setImmediate(() => tell(batch, acceptances, { pool, hints, announcer, stored, onError }));
      return acceptances;
    },
    maxBatch: 256,
    worthAtOnce: 24,
    worthAnother: 64,
    maxInFlight: 2,
    maxWaiting: 5_000,
    // Less than a request waits for its answer: what is told to come again must not be stored afterwards.
    maxWaitMs: 2_500,
    isSystemic: isSystemicFailure,
  });
}

/** As `pool.query` does, but the work begins when the connection is there: one that failed is not used again. */
async function onOwn<T>(pool: Pool, work: (client: Client) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    const result = await work(client);
    client.release();
    return result;
  } catch (error) {
    client.release(!(error instanceof GroupCommitFull));
    throw error;
  }
}

export function tell(
  batch: readonly ArrivedEvent[],
  acceptances: readonly Acceptance[],
  telling: Telling,
): void {
  failpoint('api_before_hint');
  telling.stored.add(acceptances);
  const accepted = batch.filter((_, place) => acceptances[place]?.state === 'accepted');
  const lines = accepted.flatMap(lineOf);
  if (accepted.length > lines.length) telling.hints.wakeRuns();
  if (lines.length > 0) giveTurns(lines, telling);
  failpoint('api_after_hint');
  const flows = new Map(batch.map((event) => [event.flowId, event.scope]));
  for (const [flowId, scope] of flows)
    telling.announcer.announce(scope, { topic: 'events', flowId });
}

/** The first of each line may go. What is missed here, because a predecessor is just ending, a worker finds soon. */
function giveTurns(lines: readonly Line[], { pool, hints, onError }: Telling): void {
  releaseTurns(pool, lines).then((released) => {
    if (released > 0) hints.wakeRuns();
  }, onError);
}

function lineOf({ scope, flowId, orderKey }: ArrivedEvent): Line[] {
  return orderKey === null ? [] : [{ scope, flowId, orderKey }];
}
