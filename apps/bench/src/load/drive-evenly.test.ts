import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { driveEvenly } from './drive-evenly.js';

const servers: ReturnType<typeof createServer>[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.closeAllConnections();
});

async function aServer(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return `http://127.0.0.1:${address.port}/in?a=1`;
}

const bodyOf = (): string => '{}';
const plan = { headers: {}, bodyOf, connections: 64, perSec: 100, durationSecs: 0.5 };

describe('load at an even rate', () => {
  it('sends as many as are due in its time, and no more', async () => {
    const asked: (string | undefined)[] = [];
    const url = await aServer(({ url }, reply) => {
      asked.push(url);
      reply.end();
    });

    const { accepted, refused, errors, tookMs } = await driveEvenly({ ...plan, url });

    expect({ accepted, refused, errors }).toEqual({ accepted: 50, refused: 0, errors: 0 });
    expect(tookMs).toHaveLength(50);
    expect(new Set(asked)).toEqual(new Set(['/in?a=1']));
  });

  it('does not send a second of them at once', async () => {
    const beganMs = performance.now();
    const arrivedMs: number[] = [];
    const url = await aServer((_, reply) => {
      arrivedMs.push(performance.now() - beganMs);
      reply.end();
    });

    await driveEvenly({ ...plan, url });

    expect(arrivedMs.at(-1)).toBeGreaterThan(480);
  });

  it('counts from when a request was due, so that waiting for a line is told', async () => {
    let isFirst = true;
    const url = await aServer((_, reply) => {
      if (!isFirst) reply.end();
      else setTimeout(() => reply.end(), 200);
      isFirst = false;
    });

    const { accepted, tookMs } = await driveEvenly({ ...plan, url, connections: 1 });

    expect(accepted).toBe(50);
    const [first = 0, second = 0] = tookMs;
    expect(first).toBeGreaterThan(190);
    expect(second).toBeGreaterThan(150);
  });

  it('knows by its number what became of each', async () => {
    const url = await aServer((request, reply) => {
      request.on('data', (chunk: Buffer) => {
        const isEven = Number(chunk.toString()) % 2 === 0;
        reply.writeHead(isEven ? 200 : 503).end();
      });
    });

    const { known } = await driveEvenly({ ...plan, bodyOf: String, url });

    expect(known.accepted.first(3)).toEqual([0, 2, 4]);
    expect(known.refused.first(3)).toEqual([1, 3, 5]);
    expect([known.accepted.size, known.refused.size]).toEqual([25, 25]);
  });

  it('tells a refusal from a line that broke', async () => {
    let count = 0;
    const url = await aServer(({ socket }, reply) => {
      count += 1;
      if (count % 2 === 0) socket.destroy();
      else reply.writeHead(503).end();
    });

    const { accepted, refused, errors } = await driveEvenly({ ...plan, url });

    expect(accepted).toBe(0);
    expect(refused).toBeGreaterThan(0);
    expect(errors).toBeGreaterThan(0);
    expect(refused + errors).toBe(50);
  });
});
