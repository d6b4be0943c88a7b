import { setTimeout as wait } from 'node:timers/promises';
import {
  createGroupCommit,
  isPassing,
  isSystemicFailure,
  isTimeout,
  recordProgress,
  recordProgressAgain,
  type GroupCommit,
  type Pool,
  type ProgressAnswer,
  type RunProgress,
} from '@hookline/store/work';

const firstPauseMs = 20;
const longestPauseMs = 1_000;

/**
 * Writes the progress of many runs in shared transactions. What cannot be written, because the database is away
 * or had to choose between two statements, is kept and written again for a while: an effect that has happened is known to
 * nobody else, and whoever took the run over would have to guess. A batch that took too long is written one by one, so that
 * a run that somebody holds fast holds up no other.
 */
export function createProgressWriter(
  pool: Pool,
  { patienceMs }: { readonly patienceMs: number },
): GroupCommit<RunProgress, ProgressAnswer> {
  return createGroupCommit<RunProgress, ProgressAnswer>({
    write: createStubbornWrite(pool, patienceMs),
    maxBatch: 128,
    maxInFlight: 2,
    worthAnother: 64,
    maxWaiting: 10_000,
    isSystemic: (error) => isSystemicFailure(error) && !isTimeout(error),
  });
}

type Write = (batch: readonly RunProgress[]) => Promise<readonly ProgressAnswer[]>;
type Failure = { readonly untilMs: number; readonly error: unknown };

function createStubbornWrite(pool: Pool, patienceMs: number): Write {
  /** What has failed before may be there all the same. */
  const failures = new WeakMap<RunProgress, Failure>();

  const remember = (batch: readonly RunProgress[], error: unknown): void => {
    const untilMs = performance.now() + patienceMs;
    for (const item of batch) {
      const { untilMs: knownMs = untilMs } = failures.get(item) ?? {};
      failures.set(item, { untilMs: knownMs, error });
    }
  };
  const failuresOf = (batch: readonly RunProgress[]): Failure[] =>
    batch.flatMap((item) => failures.get(item) ?? []);

  return async (batch) => {
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
      const known = failuresOf(batch);
      const late = known.find(({ untilMs }) => performance.now() > untilMs);
      if (late) throw late.error;
      try {
        return await (known.length > 0 ? recordProgressAgain : recordProgress)(pool, batch);
      } catch (error) {
        remember(batch, error);
        if (!isWorthAsIs(error)) throw error;
      }
      await wait(pauseMs);
    }
  };
}

/** What took too long is no better as it is: it may be one row of many that is held fast. */
const isWorthAsIs = (error: unknown): boolean =>
  isPassing(error) && !isTimeout(error) && !isClosed(error);

/** Our own pool, at the end of the process. */
const isClosed = (error: unknown): boolean =>
  error instanceof Error && error.message.includes('after calling end');
