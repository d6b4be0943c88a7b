import { openBackend, type Bell, type HintQueue, type JobsOptions } from './backend.js';
import { jobCatalogue, type JobHandlers, type JobName } from './catalogue.js';
import { createHinter } from './hinter.js';

/** What api and worker say to each other. Nothing here ever blocks or fails its caller. */
export type Jobs = {
  readonly kind: 'postgres' | 'redis';
  /** Runs may be due now. Many calls become one hint. */
  readonly wakeRuns: () => void;
  /** A run will be due in so many milliseconds; the table's clock still decides. */
  readonly wakeRunsIn: (delayMs: number) => void;
  readonly wakeCalls: () => void;
  readonly wakeRegistrations: () => void;
  /** Starts to handle jobs in this process. */
  readonly work: (handlers: JobHandlers) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Longer waits are found by polling: a timer that far away is more likely to be lost than useful. */
const longestTimerMs = 3_600_000;
const sweepEveryMs = jobCatalogue['house.sweep'].everyMs;
const hintBudgetMs = 200;
const closeBudgetMs = 3_000;

/**
 * Opens the queue on the configured backend. All of it may be lost at any moment (flushed, killed,
 * truncated): the tables are polled as well, and the queue only makes things quick.
 */
export async function openJobs(options: JobsOptions): Promise<Jobs> {
  const backend = await openBackend(options);
  const queue = await backend.openQueue();
  const workers: { close: () => Promise<void> }[] = [];
  let reminder: NodeJS.Timeout | undefined;
  // On PostgreSQL a job is a dozen commits, and each ring a word in memory.
  const bell = backend.kind === 'postgres' ? options.bell : null;
  const wake = (name: JobName) => (bell ? bell.ring(name) : queue.add(name, {}));
  const runs = createHinter(() => wake('run.wake'), options.onError);
  const calls = createHinter(() => wake('call.wake'), options.onError);
  const registrations = createHinter(() => wake('registration.wake'), options.onError);

  return {
    kind: backend.kind,
    wakeRuns: runs.hint,
    wakeCalls: calls.hint,
    wakeRegistrations: registrations.hint,
    wakeRunsIn: (delayMs) => {
      if (delayMs > longestTimerMs) return;
      // One timer per quarter of a second serves all runs that are due in it.
      const due = Math.ceil((Date.now() + delayMs) / 250) * 250;
      queue
        .add('run.wake', { jobId: `due-${due}`, delay: Math.max(due - Date.now(), 1) })
        .catch(options.onError);
    },
    work: async (handlers) => {
      if (bell) workers.push(listen(bell, handlers, options.onError));
      workers.push(
        await backend.openWorker(async (name) => {
          if (isJobName(name)) await handlers[name]();
        }),
      );
      const schedule = () => scheduleRepeats(queue, options.repeatEveryMs).catch(options.onError);
      // Not waited for: a queue that is away must not keep a worker from working off the tables.
      void schedule();
      // A flushed queue has lost the timed jobs as well. Seldom, because it puts their next time off.
      reminder ??= setInterval(() => void schedule(), 5 * (options.repeatEveryMs ?? sweepEveryMs));
    },
    close: async () => {
      clearInterval(reminder);
      const settled = [runs, calls, registrations].map((hinter) => hinter.settle());
      await Promise.race([Promise.all(settled), after(hintBudgetMs)]);
      // A backend that cannot be reached must not keep the process from ending.
      const closing = Promise.allSettled([...workers, queue].map((part) => part.close()));
      await Promise.race([closing, after(closeBudgetMs)]);
      await backend.close();
    },
  };
}

function listen(bell: Bell, handlers: JobHandlers, onError: (error: Error) => void) {
  const handle = (name: JobName): void => {
    void Promise.resolve().then(handlers[name]).catch(onError);
  };
  return bell.hear({
    onRing: (word) => {
      if (isJobName(word)) handle(word);
    },
    onGap: () => {
      handle('run.wake');
      handle('call.wake');
    },
    onError,
  });
}

async function scheduleRepeats(queue: HintQueue, repeatEveryMs?: number): Promise<void> {
  for (const [name, { everyMs }] of Object.entries(jobCatalogue)) {
    if (everyMs !== null && isJobName(name)) await queue.repeat(name, repeatEveryMs ?? everyMs);
  }
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}

function isJobName(name: string): name is JobName {
  return Object.hasOwn(jobCatalogue, name);
}
