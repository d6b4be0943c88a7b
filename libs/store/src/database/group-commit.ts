export type GroupCommitOptions<T, R> = {
  /**
   * Writes a batch in one statement; answers for each item in its place. `isLate` tells whether one of the items has
   * waited for longer than `maxWaitMs` by now: whoever has yet to get a connection asks when it has it.
   */
  readonly write: (batch: readonly T[], isLate: () => boolean) => Promise<readonly R[]>;
  readonly maxBatch: number;
  readonly maxInFlight: number;
  /**
   * While a write is under way another one begins only for so many items: each has a cost of its own, which
   * many should share, and what waits is taken as soon as the first one ends.
   */
  readonly worthAnother?: number;
  /**
   * So many items are written at once where nothing is under way; fewer wait for the rest of their burst, until the
   * event loop turns. A burst takes as long to read as to write: the database need not rest through all of it.
   */
  readonly worthAtOnce?: number;
  /** Items that may wait; one more is refused with `GroupCommitFull`. */
  readonly maxWaiting: number;
  /** What has waited longer is refused with `GroupCommitFull`: whoever added it has given up by now. */
  readonly maxWaitMs?: number;
  /** True for an error of the whole server (it is down, slow): trying the rows singly is no use. */
  readonly isSystemic: (error: unknown) => boolean;
};

export type GroupCommit<T, R> = {
  readonly add: (item: T) => Promise<R>;
  readonly waiting: () => number;
  /** How long the item that has waited longest waits by now. */
  readonly waitedMs: () => number;
  /** Resolves when all that was added has been written or refused. */
  readonly drain: () => Promise<void>;
};

/** More is waiting than the bound allows; nothing of this item was written. */
export class GroupCommitFull extends Error {}

type Entry<T, R> = {
  readonly item: T;
  readonly resolve: (result: R) => void;
  readonly reject: (error: unknown) => void;
  readonly addedMs: number;
};

/**
 * Collects what arrives while earlier writes are under way and writes it as the next batch, so that
 * one fsync serves many. There is no timer: an item that comes alone is written at once.
 * A batch that fails for one bad row is written again row by row, so that a bad row fails alone.
 */
export function createGroupCommit<T, R>(options: GroupCommitOptions<T, R>): GroupCommit<T, R> {
  let queue: Entry<T, R>[] = [];
  let inFlight = 0;
  let isScheduled = false;
  let idle: (() => void)[] = [];

  const mayWrite = (): boolean =>
    inFlight < options.maxInFlight &&
    queue.length >= (inFlight === 0 ? 1 : (options.worthAnother ?? 1));

  const schedule = (): void => {
    if (isScheduled || !mayWrite()) return;
    isScheduled = true;
    // One turn of the event loop: whatever the same burst brings shares the batch.
    setImmediate(() => {
      isScheduled = false;
      flush();
    });
  };

  const flush = (): void => {
    refuseLate();
    while (mayWrite()) {
      const batch = queue.slice(0, options.maxBatch);
      queue = queue.slice(batch.length);
      inFlight += 1;
      // What waits goes first: the database works on it while those who were written are answered.
      const leave = once(() => {
        inFlight -= 1;
        flush();
      });
      void writeBatch(batch, options, leave).finally(leave);
    }
    wakeIfIdle();
  };

  const wakeIfIdle = (): void => {
    if (inFlight > 0 || queue.length > 0) return;
    idle.forEach((wake) => wake());
    idle = [];
  };

  /** The oldest come first, so the first one in time ends the look. */
  const refuseLate = (): void => {
    const sinceMs = performance.now() - (options.maxWaitMs ?? Infinity);
    while (queue[0] && queue[0].addedMs < sinceMs)
      queue.shift()?.reject(new GroupCommitFull('it waited too long to be written'));
  };

  return {
    add: (item) =>
      new Promise<R>((resolve, reject) => {
        if (queue.length >= options.maxWaiting) {
          reject(new GroupCommitFull('too much is waiting to be written'));
          return;
        }
        queue.push({ item, resolve, reject, addedMs: performance.now() });
        if (inFlight === 0 && queue.length >= (options.worthAtOnce ?? Infinity)) flush();
        else schedule();
      }),
    waiting: () => queue.length,
    waitedMs: () => (queue[0] ? performance.now() - queue[0].addedMs : 0),
    drain: () =>
      inFlight === 0 && queue.length === 0
        ? Promise.resolve()
        : new Promise((resolve) => idle.push(resolve)),
  };
}

function once(work: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    work();
  };
}

async function writeBatch<T, R>(
  batch: readonly Entry<T, R>[],
  options: GroupCommitOptions<T, R>,
  onWritten: () => void,
): Promise<void> {
  try {
    const untilMs = (batch[0]?.addedMs ?? 0) + (options.maxWaitMs ?? Infinity);
    const isLate = (): boolean => performance.now() > untilMs;
    const results = await options.write(
      batch.map((entry) => entry.item),
      isLate,
    );
    onWritten();
    batch.forEach((entry, index) => settle(entry, results[index]));
  } catch (error) {
    if (batch.length === 1 || error instanceof GroupCommitFull || options.isSystemic(error)) {
      batch.forEach((entry) => entry.reject(error));
      return;
    }
    for (const entry of batch) await writeBatch([entry], options, () => undefined);
  }
}

function settle<T, R>(entry: Entry<T, R>, result: R | undefined): void {
  if (result === undefined) entry.reject(new Error('the writer gave no answer for an item'));
  else entry.resolve(result);
}
