import { ApiError } from '../http/index.js';

/** Lets so many pieces of work run at once; more wait their turn, and too many are refused. */
export function createSlots(
  atOnce: number,
  { maxWaiting }: { maxWaiting: number },
): { run: <T>(work: () => Promise<T>) => Promise<T> } {
  const waiting: (() => void)[] = [];
  let running = 0;

  return {
    run: async (work) => {
      if (running >= atOnce) {
        if (waiting.length >= maxWaiting) throw new ApiError('too_many_requests');
        await new Promise<void>((resolve) => waiting.push(resolve));
      } else {
        running += 1;
      }
      try {
        return await work();
      } finally {
        // The place goes straight to the next in line, or is given back.
        const next = waiting.shift();
        if (next) next();
        else running -= 1;
      }
    },
  };
}
