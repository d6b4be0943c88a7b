import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';

const lead = z.object({ id: z.string() });

export type EffectSink = Awaited<ReturnType<typeof openEffectSink>>;

/** Long enough that a process can be killed between an effect and its record. */
const thinkMs = 40;

/**
 * A target that honours Idempotency-Key: a second call with the same key is answered and does nothing.
 * So an effect happens twice only when a lead comes with two keys.
 */
export async function openEffectSink() {
  const effects = new Map<string, string>();
  const counts = { calls: 0, withoutKey: 0, withSecret: 0 };
  const take = async (request: IncomingMessage): Promise<void> => {
    const { id } = lead.parse(JSON.parse(await text(request)));
    const key = request.headers['idempotency-key'];
    counts.calls += 1;
    if ((request.headers.authorization ?? '').startsWith('Bearer ')) counts.withSecret += 1;
    if (typeof key === 'string' && key !== '') effects.set(key, id);
    else counts.withoutKey += 1;
    await wait(thinkMs);
  };
  const server = createServer((request, response) => {
    take(request).then(
      () => response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}'),
      () => response.writeHead(400).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/lead`,
    counts,
    /** The lead of each effect that happened. */
    leads: (): string[] => [...effects.values()],
    close: (): void => {
      server.closeAllConnections();
      server.close();
    },
  };
}
