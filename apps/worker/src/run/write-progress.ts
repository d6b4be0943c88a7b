import { setTimeout as wait } from 'node:timers/promises';
import {
  createGroupCommit,
  isContention,
  isDatabaseOutage,
  isSystemicFailure,
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
 * or had to choose between two statements, is kept and written again for as long as the leases may last: an effect that has
 * happened is known to nobody else, and whoever took the run over would have to guess.
 */
export function createProgressWriter(
  pool: Pool,
  { patienceMs }: { readonly patienceMs: number },
): GroupCommit<RunProgress, ProgressAnswer> {
  return createGroupCommit<RunProgress, ProgressAnswer>({
    write: (batch) => writeUntilHeard(pool, batch, patienceMs),
    maxBatch: 128,
    maxInFlight: 2,
    worthAnother: 64,
    maxWaiting: 10_000,
    isSystemic: isSystemicFailure,
  });
}

async function writeUntilHeard(
  pool: Pool,
  batch: readonly RunProgress[],
  patienceMs: number,
): Promise<readonly ProgressAnswer[]> {
  const untilMs = performance.now() + patienceMs;
  let write = recordProgress;
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
    try {
      return await write(pool, batch);
    } catch (error) {
      if (!isPassing(error) || performance.now() + pauseMs > untilMs) throw error;
    }
    write = recordProgressAgain;
    await wait(pauseMs);
  }
}

const isPassing = (error: unknown): boolean => isDatabaseOutage(error) || isContention(error);
