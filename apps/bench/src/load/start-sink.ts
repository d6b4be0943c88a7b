import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { ownProgram } from '../process/own-program.js';
import { startProgram } from '../process/start-program.js';
import { NumberSet } from './number-set.js';

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
const numbers = z.string().transform((text) => NumberSet.fromText(text));
const tallied = z.object({ type: z.literal('tally'), done: numbers, again: numbers });

export type Effect = z.output<typeof effect>;
export type Counted = z.output<typeof counted>;
export type Sink = Awaited<ReturnType<typeof startSink>>;

const pollMs = 25;

/** The target of all effects, as a process of its own. */
export async function startSink() {
  const program = await startProgram({ name: 'the sink', args: [ownProgram, 'sink'] });
  const { child } = program;
  const ask = <T extends z.ZodType>(word: string, reply: T): Promise<z.output<T>> =>
    new Promise((resolve) => {
      const take = (said: unknown): void => {
        const parsed = reply.safeParse(said);
        if (!parsed.success) return;
        child.off('message', take);
        resolve(parsed.data);
      };
      child.on('message', take);
      child.send(word);
    });
  const count = (): Promise<Counted> => ask('count', counted);
  return {
    url: `http://127.0.0.1:${ready.parse(program.word).port}`,
    count,
    /** Waits until there are so many effects in all, or the time is up; gives how many there are. */
    until: async (total: number, withinMs: number): Promise<Counted> => {
      const deadline = Date.now() + withinMs;
      for (;;) {
        const now = await count();
        if (now.count >= total || Date.now() > deadline) return now;
        await wait(pollMs);
      }
    },
    /** Calls back for each effect of a lead with this mark until the returned function is called. */
    listen: (mark: string, hear: (effect: Effect) => void): (() => void) => {
      const take = (word: unknown): void => {
        const parsed = effect.safeParse(word);
        if (parsed.success) hear(parsed.data);
      };
      child.on('message', take);
      child.send({ tell: mark });
      return () => {
        child.off('message', take);
        child.send('be quiet');
      };
    },
    /** From now on it is known of each numbered lead whether it had its effect, and whether more than once. */
    keepAccount: (): void => {
      child.send('keep account');
    },
    tallied: () => ask('tally', tallied),
    stop: program.stop,
  };
}
