type Waiting<T> = {
  readonly item: T;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
};

const maxBatch = 256;
const maxInFlight = 2;

/** The barest group commit: what arrives while earlier writes are under way is the next batch. */
export function commitInGroups<T>(
  write: (batch: readonly T[]) => Promise<unknown>,
): (item: T) => Promise<void> {
  let queue: Waiting<T>[] = [];
  let inFlight = 0;
  let isScheduled = false;

  const flush = (): void => {
    isScheduled = false;
    while (inFlight < maxInFlight && queue.length > 0) {
      const batch = queue.slice(0, maxBatch);
      queue = queue.slice(maxBatch);
      inFlight += 1;
      write(batch.map(({ item }) => item))
        .then(
          () => batch.forEach(({ resolve }) => resolve()),
          (error: unknown) => batch.forEach(({ reject }) => reject(error)),
        )
        .finally(() => {
          inFlight -= 1;
          schedule();
        });
    }
  };
  const schedule = (): void => {
    if (isScheduled || inFlight >= maxInFlight || queue.length === 0) return;
    isScheduled = true;
    setImmediate(flush);
  };
  return (item) =>
    new Promise((resolve, reject) => {
      queue.push({ item, resolve, reject });
      schedule();
    });
}
