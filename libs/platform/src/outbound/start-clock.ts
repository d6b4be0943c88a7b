import { DoorCancelled, DoorTimeout } from './door-errors.js';

export type Clock = ReturnType<typeof startClock>;

/** One alarm for the whole request: its time is over, or its caller gave up. */
export function startClock(timeoutMs: number, signal: AbortSignal | undefined) {
  let ring: ((error: DoorTimeout | DoorCancelled) => void) | undefined;
  let isSent = false;
  const sent = () => (isSent ? 'maybe' : 'no');
  const timer = setTimeout(() => ring?.(new DoorTimeout(sent())), timeoutMs);
  const cancel = () => ring?.(new DoorCancelled(sent()));
  signal?.addEventListener('abort', cancel, { once: true });
  return {
    onRing(listener: (error: DoorTimeout | DoorCancelled) => void) {
      ring = listener;
      if (signal?.aborted) cancel();
    },
    markSent() {
      isSent = true;
    },
    race<Value>(work: Promise<Value>): Promise<Value> {
      return new Promise((resolve, reject) => {
        this.onRing(reject);
        work.then(resolve, reject);
      });
    },
    stop() {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
    },
  };
}
