import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { ownProgram } from '../process/own-program.js';
import { startProgram } from '../process/start-program.js';

const ready = z.object({ port: z.number() });
const counted = z.object({
  type: z.literal('count'),
  count: z.number(),
  lastAtNs: z.string().transform(BigInt),
});
const effect = z.object({
  type: z.literal('effect'),
  atNs: z.string().transform(BigInt),
  text: z.string(),
});

export type Effect = z.output<typeof effect>;
export type Sink = Awaited<ReturnType<typeof startSink>>;

const pollMs = 25;

/** The target of all effects, as a process of its own. */
export async function startSink() {
  const program = await startProgram({ name: 'the sink', args: [ownProgram, 'sink'] });
  const { child } = program;
  const count = (): Promise<z.output<typeof counted>> =>
    new Promise((resolve) => {
      const take = (word: unknown): void => {
        const parsed = counted.safeParse(word);
        if (!parsed.success) return;
        child.off('message', take);
        resolve(parsed.data);
      };
      child.on('message', take);
      child.send('count');
    });
  return {
    url: `http://127.0.0.1:${ready.parse(program.word).port}`,
    count,
    /** Waits until there are so many effects in all; gives the moment of the last one. */
    until: async (total: number, withinMs: number): Promise<bigint> => {
      const deadline = Date.now() + withinMs;
      for (;;) {
        const now = await count();
        if (now.count >= total) return now.lastAtNs;
        if (Date.now() > deadline)
          throw new Error(`only ${now.count} of ${total} effects within ${withinMs} ms`);
        await wait(pollMs);
      }
    },
    /** Calls back for each effect until the returned function is called. */
    listen: (hear: (effect: Effect) => void): (() => void) => {
      const take = (word: unknown): void => {
        const parsed = effect.safeParse(word);
        if (parsed.success) hear(parsed.data);
      };
      child.on('message', take);
      child.send('tell');
      return () => {
        child.off('message', take);
        child.send('be quiet');
      };
    },
    stop: program.stop,
  };
}
