import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { waitFor } from '@hookline/testkit';
import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { toAnswer } from './error-filter.js';
import { BodyBudget } from './body-budget.js';
import { judgeError } from './judge-error.js';
import { readBodies } from './read-bodies.js';

const servers: FastifyInstance[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** A server of two routes, of which `/slow` answers when it is told to. */
function given({ maxBytes }: { maxBytes: number }) {
  const budget = new BodyBudget(maxBytes);
  const server = fastify({ bodyLimit: 100_000, forceCloseConnections: true });
  servers.push(server);
  server.setErrorHandler((error, request, reply) => {
    const { status, headers, body } = toAnswer(judgeError(error), request.id);
    void reply.code(status).headers(headers).send(body);
  });
  readBodies(server, budget);
  let tell = (): void => undefined;
  const told = new Promise<void>((resolve) => (tell = resolve));
  const open = { config: { policy: { kind: 'open', reason: 'a test' } } } as const;
  server.post('/open', open, (request) => request.body);
  server.post('/echo', (request) => request.body);
  server.post('/slow', async () => {
    await told;
    return 'done';
  });
  const post = (url: string, payload: string) =>
    server.inject({
      method: 'POST',
      url,
      payload,
      headers: { 'content-type': 'application/json' },
    });
  return { server, budget, tell, post };
}

const text = (characters: number): string => JSON.stringify('x'.repeat(characters - 2));
const listOf = (count: number): string =>
  `[${Array.from({ length: count }, () => '{}').join(',')}]`;

describe('bodies of API requests', () => {
  it('of somebody we do not know are 16 KiB at most, wherever anybody may call', async () => {
    const { post } = given({ maxBytes: 1_000_000 });

    expect((await post('/open', text(16_384))).statusCode).toBe(200);
    const refused = await post('/open', text(16_385));
    expect([refused.statusCode, refused.json().error.code]).toEqual([413, 'body_too_large']);
    expect((await post('/echo', text(16_385))).statusCode).toBe(200);
  });

  it('are not read for an address that there is not', async () => {
    const { post } = given({ maxBytes: 1_000_000 });

    const answer = await post('/nowhere', '{broken');

    expect([answer.statusCode, answer.json().error.code]).toEqual([404, 'not_found']);
  });

  it('hold their room until they are answered; who finds none is told to come again', async () => {
    const { budget, tell, post } = given({ maxBytes: 10_000 });
    const first = post('/slow', text(4_000));
    await waitFor(() => budget.heldBytes >= 8_000, { what: 'the first has its room' });

    const second = await post('/echo', text(4_000));
    expect([second.statusCode, second.json().error.code]).toEqual([503, 'try_later']);
    expect(Number(second.headers['retry-after'])).toBeGreaterThan(0);

    tell();
    expect((await first).statusCode).toBe(200);
    await waitFor(() => budget.heldBytes === 0, { what: 'nothing is held' });
    expect((await post('/echo', text(4_000))).statusCode).toBe(200);
  });

  it('take room for what is read of them, too: 300 objects more than as many characters of text', async () => {
    const { budget, tell, post } = given({ maxBytes: 100_000 });
    const objects = listOf(300);
    const held = post('/slow', objects);
    await waitFor(() => budget.heldBytes >= 300 * 80, { what: 'the objects have their room' });

    expect(budget.heldBytes).toBeGreaterThan(10 * objects.length);
    tell();
    await held;
  });

  it('that could never have room are refused for good', async () => {
    const { budget, post } = given({ maxBytes: 100_000 });

    const answer = await post('/echo', listOf(2_000));

    expect([answer.statusCode, answer.json().error.code]).toEqual([413, 'body_too_large']);
    await waitFor(() => budget.heldBytes === 0, { what: 'nothing is held' });
  });

  it('in chunks take the room of the largest, and give it back when their peer breaks off', async () => {
    const { server, budget } = given({ maxBytes: 1_000_000 });
    await server.listen({ port: 0, host: '127.0.0.1' });
    const { port } = server.server.address() as AddressInfo;
    const peer = connect(port, '127.0.0.1');
    await once(peer, 'connect');
    peer.write(
      'POST /echo HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n5\r\n"half',
    );
    await waitFor(() => budget.heldBytes === 200_000, { what: 'the whole room is held' });

    peer.destroy();

    await waitFor(() => budget.heldBytes === 0, { what: 'it is given back' });
  });
});
