import type { Logger } from '@hookline/platform';
import { findAwaitedCalls, type Pool, type TakenCall } from '@hookline/store/work';

const everyMs = 500;

type Watch = {
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  readonly end: () => void;
};

/** Looks whether the askers of long questions still wait, as long as there are such questions. */
export function watchWithdrawn({
  pool,
  log,
}: {
  readonly pool: Pool;
  readonly log: Logger;
}): (call: TakenCall) => Watch {
  const watched = new Map<string, { call: TakenCall; control: AbortController }>();
  let timer: NodeJS.Timeout | null = null;
  let isLooking = false;

  const look = async (): Promise<void> => {
    if (isLooking) return;
    isLooking = true;
    const all = [...watched.values()];
    try {
      const awaited = await findAwaitedCalls(
        pool,
        all.map(({ call }) => call),
      );
      for (const { call, control } of all) if (!awaited.has(call.id)) control.abort();
    } catch (error) {
      log.warn({ err: error }, 'whether askers still wait is not known; it goes on');
    }
    isLooking = false;
  };

  return (call) => {
    const control = new AbortController();
    watched.set(call.id, { call, control });
    timer ??= setInterval(() => void look(), everyMs);
    return {
      signal: control.signal,
      end: () => {
        watched.delete(call.id);
        if (watched.size > 0 || timer === null) return;
        clearInterval(timer);
        timer = null;
      },
    };
  };
}
