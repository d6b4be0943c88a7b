import {
  createGroupCommit,
  isSystemicFailure,
  recordProgress,
  type GroupCommit,
  type Pool,
  type ProgressAnswer,
  type RunProgress,
} from '@hookline/store/work';

/** Writes the progress of many runs in shared transactions. */
export function createProgressWriter(pool: Pool): GroupCommit<RunProgress, ProgressAnswer> {
  return createGroupCommit<RunProgress, ProgressAnswer>({
    write: (batch) => recordProgress(pool, batch),
    maxBatch: 128,
    maxInFlight: 2,
    worthAnother: 32,
    maxWaiting: 10_000,
    isSystemic: isSystemicFailure,
  });
}
