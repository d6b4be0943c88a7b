import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';

const lead = z.object({ id: z.string(), ref: z.string() });

export type VerifiableSink = Awaited<ReturnType<typeof openVerifiableSink>>;

/** So that a caller can die while its request is being worked on. */
const longestThinkMs = 25;
/** Of a hundred requests, so many break off before they act, and as many after. */
const brokenPercent = 4;

/**
 * A target that knows no Idempotency-Key: whatever comes twice is done twice. But it can be asked what it has
 * done for a key of ours. Some of its lines break, before or after it has acted.
 */
export async function openVerifiableSink(random: () => number) {
  const effects: { lead: string; ref: string }[] = [];
  const done = new Set<string>();
  const counts = { broken: 0, looks: 0, found: 0 };

  const act = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { id, ref } = lead.parse(JSON.parse(await text(request)));
    await wait(random() * longestThinkMs);
    const chance = random() * 100;
    if (chance < brokenPercent) return breakOff(response);
    // Also for a caller that is gone by now: what was received is done.
    effects.push({ lead: id, ref });
    done.add(ref);
    if (chance < 2 * brokenPercent) return breakOff(response);
    response.writeHead(201, { 'content-type': 'application/json' }).end('{"ok":true}');
  };
  const breakOff = (response: ServerResponse): void => {
    counts.broken += 1;
    response.socket?.resetAndDestroy();
  };
  const look = (ref: string | null, response: ServerResponse): void => {
    const isThere = ref !== null && done.has(ref);
    counts.looks += 1;
    if (isThere) counts.found += 1;
    response.writeHead(isThere ? 200 : 404).end();
  };
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://sink');
    if (request.method === 'GET') return look(searchParams.get('ref'), response);
    act(request, response).catch(() => response.destroy());
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/leads`,
    effects,
    counts,
    close: (): void => {
      server.closeAllConnections();
      server.close();
    },
  };
}
