import type { ClaimedRun } from '@hookline/store/work';

export type Contents = {
  /** The content of a run's event, kept in memory until `work` has ended. */
  readonly hold: <T>(run: ClaimedRun, work: (content: Buffer) => Promise<T>) => Promise<T>;
};

/**
 * Bounds what a worker has in memory by bytes and not only by count: a claim brings small contents along,
 * a large one is read when there is room for it, first come, first served. One always fits into an empty
 * worker, however large it is.
 */
export function createContents(options: {
  readonly read: (run: ClaimedRun) => Promise<Buffer>;
  readonly maxBytes: number;
}): Contents {
  const queue: { readonly bytes: number; readonly enter: () => void }[] = [];
  let heldBytes = 0;

  const fits = (bytes: number): boolean => heldBytes === 0 || heldBytes + bytes <= options.maxBytes;
  const admit = (): void => {
    for (let first = queue[0]; first && fits(first.bytes); first = queue[0]) {
      queue.shift();
      heldBytes += first.bytes;
      first.enter();
    }
  };
  const room = (bytes: number): Promise<void> =>
    new Promise((enter) => {
      queue.push({ bytes, enter });
      admit();
    });

  return {
    hold: async (run, work) => {
      const { content, contentBytes } = run.event;
      if (content !== null) return work(content);
      await room(contentBytes);
      try {
        return await work(await options.read(run));
      } finally {
        heldBytes -= contentBytes;
        admit();
      }
    },
  };
}
