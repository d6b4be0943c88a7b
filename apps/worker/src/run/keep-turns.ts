import {
  createGroupCommit,
  isSystemicFailure,
  releaseIdleLines,
  releaseTurns,
  type Line,
  type Pool,
} from '@hookline/store/work';

/** Busy ones count: a look is short, however many lines there are. */
const linesPerLook = 1_000;

export type TurnKeeper = {
  /** The run that had its turn has left the line: the next one gets it. */
  readonly passOn: (line: Line) => void;
  readonly stop: () => void;
};

/**
 * Passes turns on in flows that keep an order. A turn that was not passed on, because a process died or a
 * person ended the run, is found within `everyMs`: nothing depends on the word being given.
 */
export function keepTurns(options: {
  readonly pool: Pool;
  readonly everyMs: number;
  /** Some run may be claimed now. */
  readonly onReleased: () => void;
  readonly onError: (error: unknown) => void;
}): TurnKeeper {
  const { pool, onReleased, onError } = options;
  const lines = createGroupCommit<Line, null>({
    write: async (batch) => {
      if ((await releaseTurns(pool, batch)) > 0) onReleased();
      return batch.map(() => null);
    },
    maxBatch: 256,
    maxInFlight: 1,
    maxWaiting: 10_000,
    isSystemic: isSystemicFailure,
  });
  let isLooking = false;
  let after: Line | null = null;
  const look = async (): Promise<void> => {
    if (isLooking) return;
    isLooking = true;
    try {
      const { released, next } = await releaseIdleLines(pool, { maxLines: linesPerLook, after });
      after = next;
      if (released > 0) onReleased();
    } catch (error) {
      onError(error);
    } finally {
      isLooking = false;
    }
  };
  const timer = setInterval(() => void look(), options.everyMs);
  return {
    passOn: (line) => void lines.add(line).catch(onError),
    stop: () => clearInterval(timer),
  };
}
