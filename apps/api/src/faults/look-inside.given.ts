import { once } from 'node:events';
import { WebSocket } from 'ws';
import { z } from 'zod';

/** What lives in a process after all garbage was taken away. */
export type Inside = {
  /** Timers of any kind, also those that keep nobody awake. */
  readonly timers: number;
  /** Of the emitter and the event that have the most. */
  readonly mostListeners: number;
  /** Of maps and sets, the largest first. */
  readonly sizes: readonly number[];
};

const pages = z.array(z.object({ webSocketDebuggerUrl: z.string() }));
const evaluated = z.object({ result: z.object({ objectId: z.string() }) });
const queried = z.object({ objects: z.object({ objectId: z.string() }) });
const counted = z.object({ result: z.object({ value: z.unknown() }) });
const answer = z.object({ id: z.number(), result: z.unknown() });

/**
 * Asks the runtime itself what is alive in a process that was started with `--inspect=127.0.0.1:<port>`: no part of
 * the product has to tell it, so none can forget to.
 */
export async function lookInside(port: number): Promise<Inside> {
  const [page] = pages.parse(await (await fetch(`http://127.0.0.1:${port}/json/list`)).json());
  const socket = new WebSocket(page?.webSocketDebuggerUrl ?? '');
  await once(socket, 'open');
  try {
    const ask = asker(socket);
    return {
      timers: z.number().parse(await countAll(ask, timer, 'return this.length')),
      mostListeners: z.number().parse(await countAll(ask, emitter, mostListeners)),
      sizes: z
        .array(z.array(z.number()))
        .parse([
          await countAll(ask, 'Map.prototype', sizes),
          await countAll(ask, 'Set.prototype', sizes),
        ])
        .flat()
        .sort((a, b) => b - a),
    };
  } finally {
    socket.close();
  }
}

type Ask = (method: string, params: object) => Promise<unknown>;

const timer = `(() => {
  const one = setTimeout(() => {}, 0);
  clearTimeout(one);
  return Object.getPrototypeOf(one);
})()`;
const emitter = 'Object.getPrototypeOf(Object.getPrototypeOf(process))';
const mostListeners = `return Math.max(0, ...this.map(({ _events }) =>
  Math.max(0, ...Object.values(_events ?? {}).map((one) => Array.isArray(one) ? one.length : 1))))`;
// A prototype that stands among them has no size and says so.
const sizes = `return this.map((one) => { try { return one.size; } catch { return 0; } })
  .sort((a, b) => b - a).slice(0, 5)`;

/** Finds all objects of a kind, which takes away the garbage first, and tells what the words say of them. */
async function countAll(ask: Ask, prototype: string, words: string): Promise<unknown> {
  const of = evaluated.parse(await ask('Runtime.evaluate', { expression: prototype }));
  const all = queried.parse(
    await ask('Runtime.queryObjects', { prototypeObjectId: of.result.objectId }),
  );
  const told = await ask('Runtime.callFunctionOn', {
    objectId: all.objects.objectId,
    functionDeclaration: `function () { ${words} }`,
    returnByValue: true,
  });
  await ask('Runtime.releaseObject', { objectId: all.objects.objectId });
  return counted.parse(told).result.value;
}

function asker(socket: WebSocket): Ask {
  let last = 0;
  return async (method, params) => {
    last += 1;
    const id = last;
    const answered = new Promise<unknown>((resolve) => {
      const hear = (data: Buffer): void => {
        const told = answer.safeParse(JSON.parse(data.toString()));
        if (!told.success || told.data.id !== id) return;
        socket.off('message', hear);
        resolve(told.data.result);
      };
      socket.on('message', hear);
    });
    socket.send(JSON.stringify({ id, method, params }));
    return answered;
  };
}
