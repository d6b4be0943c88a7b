import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitFor } from '@hookline/testkit';
import { serverLimits } from '../http/create-adapter.js';
import {
  givenApi,
  givenFlow,
  givenOwner,
  readEvents,
  sendRaw,
  type GivenApi,
} from '../start/api.given.js';
import { headOf as head, statusOf as status } from './wire.given.js';

const maxBodyBytes = 100_000;

/** The same limits as in production, but for times that a test does not want to wait for. */
const limits = {
  ...serverLimits,
  connectionsCheckingIntervalMs: 100,
  headersTimeoutMs: 600,
  requestTimeoutMs: 1_000,
};

describe('a webhook on the wire', () => {
  let api: GivenApi;
  let workspaceId: string;
  beforeAll(async () => {
    api = await givenApi({ MAX_BODY_BYTES: String(maxBodyBytes) }, { limits });
    workspaceId = (await givenOwner(api)).scope.workspaceId;
  });
  afterAll(() => api.stop());

  const flow = () => givenFlow(api.pool, workspaceId);

  it('IN-1: refuses a body of one byte too many, declared or chunked, and stores nothing of it', async () => {
    const { hook, flowId } = await flow();
    const body = 'x'.repeat(maxBodyBytes + 1);

    const declared = await sendRaw(api.port, head(hook, `Content-Length: ${body.length}`) + body);
    const huge = await sendRaw(api.port, head(hook, 'Content-Length: 10000000000'));
    const chunked = await sendRaw(
      api.port,
      `${head(hook, 'Transfer-Encoding: chunked')}${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`,
    );
    const fits = await sendRaw(
      api.port,
      head(hook, `Content-Length: ${maxBodyBytes}`) + body.slice(1),
    );

    expect([declared, huge, chunked, fits].map(status)).toEqual([413, 413, 413, 202]);
    expect(declared.toLowerCase()).toContain('connection: close');
    const events = await readEvents(api.pool, flowId);
    expect(events.map(({ state }) => state)).toEqual([...Array(3).fill('rejected'), 'accepted']);
    expect(events.slice(0, 3).map((one) => one.body.length)).toEqual([0, 0, 0]);
  });

  it('IN-1: an endless chunked body is cut off and leaves no memory taken', async () => {
    const { hook } = await flow();
    const socket = connect(api.port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(head(hook, 'Transfer-Encoding: chunked'));
    const chunk = `10000\r\n${'y'.repeat(65_536)}\r\n`;
    const pour = (): void => {
      while (socket.writable && socket.write(chunk));
    };
    socket.on('drain', pour);
    pour();

    await waitFor(() => socket.closed, { what: 'the connection is closed' });
    const metrics = await (await api.ask('/metrics')).text();
    expect(metrics).toMatch(/hookline_hook_body_bytes 0\n/);
  });

  it.each([
    ['a length and chunks', ['Content-Length: 5', 'Transfer-Encoding: chunked'], '0\r\n\r\n'],
    ['two lengths', ['Content-Length: 2', 'Content-Length: 3'], '{}'],
    ['a coding besides chunked', ['Transfer-Encoding: gzip, chunked'], '0\r\n\r\n'],
    ['a chunk of a bad size', ['Transfer-Encoding: chunked'], 'zz\r\n{}\r\n0\r\n\r\n'],
    ['a space in a name', ['Content-Length : 2'], '{}'],
  ])('IN-11: refuses %s, closes, and stores nothing', async (_, lines, body) => {
    const { hook, flowId } = await flow();

    const answer = await sendRaw(api.port, head(hook, ...lines) + body);

    expect(status(answer)).toBe(400);
    expect(answer.toLowerCase()).toContain('connection: close');
    expect(await readEvents(api.pool, flowId)).toEqual([]);
  });

  it('IN-11: refuses a request without a host, and headers beyond 16 KiB', async () => {
    const { hook } = await flow();
    const noHost = await sendRaw(api.port, `POST ${hook} HTTP/1.1\r\nContent-Length: 0\r\n\r\n`);
    const large = await sendRaw(api.port, head(hook, `X-Large: ${'h'.repeat(20_000)}`));
    expect([status(noHost), status(large)]).toEqual([400, 431]);
  });

  it('IN-11: a body shorter than declared is not an event', async () => {
    const { hook, flowId } = await flow();
    const socket = connect(api.port, '127.0.0.1');
    socket.end(head(hook, 'Content-Length: 50') + '{"a":1}');
    await waitFor(() => socket.closed || socket.readableEnded || (socket.resume(), false), {
      what: 'the server gives up',
    });
    expect(await readEvents(api.pool, flowId)).toEqual([]);
  });

  it('IN-13, IN-14: slow headers and a slow body are cut off, with 408', async () => {
    const { hook, flowId } = await flow();
    const startMs = performance.now();
    const [slowHead, slowBody] = await Promise.all([
      sendRaw(api.port, `POST ${hook} HTTP/1.1\r\nX-Slow: `, { everyByteMs: 100 }),
      sendRaw(api.port, `${head(hook, 'Content-Length: 1000')}{`, { everyByteMs: 100 }),
    ]);
    expect([slowHead, slowBody].map(status)).toEqual([408, 408]);
    expect(performance.now() - startMs).toBeLessThan(4_000);
    expect(await readEvents(api.pool, flowId)).toEqual([]);
  });

  it('IN-13: answers others while hundreds of slow sockets hang', async () => {
    const { hook } = await flow();
    const sockets = Array.from({ length: 300 }, (): Socket => {
      const socket = connect(api.port, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.write(`POST ${hook} HTTP/1.1\r\nX: `);
      return socket;
    });
    const startMs = performance.now();
    expect((await api.ask(hook, { json: {} })).status).toBe(202);
    expect(performance.now() - startMs).toBeLessThan(1_000);
    await waitFor(() => sockets.every((socket) => socket.closed || (socket.resume(), false)), {
      what: 'all slow sockets are closed',
    });
  });

  it('IN-15: answers pipelined requests in their order', async () => {
    const { hook, flowId } = await flow();
    const requests = Array.from({ length: 50 }, (_, n) => {
      const body = JSON.stringify({ n });
      const type = 'Content-Type: application/json';
      return head(hook, type, `Content-Length: ${body.length}`) + body;
    });

    const answer = await sendRaw(api.port, requests.join(''));

    const ids = [...answer.matchAll(/"id":"([^"]+)"/g)].map(([, id]) => id);
    const events = await readEvents(api.pool, flowId);
    const numbers = new Map(events.map(({ id, body }) => [id, JSON.parse(body.toString()).n]));
    expect(ids.map((id) => numbers.get(id ?? ''))).toEqual(requests.map((_, n) => n));
  });

  it('keeps an idle connection longer than the proxies that would send the next lead on it', async () => {
    const { hook } = await flow();
    const answer = await sendRaw(api.port, `${head(hook, 'Content-Length: 2')}{}`);
    const proxies = { nginx: 60, traefik: 90, caddy: 120 };
    const keptSeconds = Number(/keep-alive: timeout=(\d+)/i.exec(answer)?.[1]);

    expect(keptSeconds).toBeGreaterThan(Math.max(...Object.values(proxies)));
  });

  it('XS-2: no answer of a webhook can be a page of our own', async () => {
    const { hook } = await flow();
    for (const path of [hook, '/hooks/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA']) {
      const { headers } = await api.ask(path, { json: {} });
      expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  it.each([
    ['TRACE', 405],
    ['HEAD', 200],
    ['OPTIONS', 204],
  ])('IN-18: %s makes no event', async (method, expected) => {
    const { hook, flowId } = await flow();
    const answer = await sendRaw(api.port, `${method} ${hook} HTTP/1.1\r\nHost: x\r\n\r\n`);
    expect(status(answer)).toBe(expected);
    expect(await readEvents(api.pool, flowId)).toEqual([]);
  });

  it('IN-18: only the exact address leads to the flow', async () => {
    const { hook, token, flowId } = await flow();
    const encoded = `/hooks/%${token.charCodeAt(0).toString(16)}${token.slice(1)}`;
    const wrong = [
      hook.toUpperCase().replace('/HOOKS', '/hooks'),
      hook.replace('/hooks', '/Hooks'),
      `/hooks/${token}%00`,
      `/hooks/${token};x`,
      `/hooks/../hooks/${token}`,
      `//hooks/${token}`,
      `/hooks/x%2F..%2F${token}`,
      `http://elsewhere${hook}`,
      encoded,
    ];
    for (const target of wrong) {
      const answer = await sendRaw(api.port, head(target, 'Content-Length: 0'), { quietMs: 50 });
      expect([target, status(answer)]).toEqual([target, 404]);
    }
    const override = await sendRaw(
      api.port,
      `GET ${hook} HTTP/1.1\r\nHost: x\r\nX-HTTP-Method-Override: DELETE\r\n\r\n`,
    );
    expect(status(override)).toBe(202);
    expect((await readEvents(api.pool, flowId)).map(({ method }) => method)).toEqual(['GET']);
  });

  it('IN-19: unknown and deleted addresses are told apart neither by words nor by time', async () => {
    const known = await flow();
    await api.pool.query('UPDATE hooks SET revoked_at = now() WHERE flow_id = $1', [known.flowId]);
    const timeMs = async (path: string) => {
      const startMs = performance.now();
      await (await api.ask(path, { json: {} })).text();
      return performance.now() - startMs;
    };
    // By turns: what else the machine does slows both down.
    const deleted: number[] = [];
    const unknown: number[] = [];
    for (let count = 0; count < 60; count += 1) {
      deleted.push(await timeMs(known.hook));
      unknown.push(await timeMs('/hooks/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'));
    }
    const median = (times: number[]) => times.sort((a, b) => a - b)[30] ?? 0;
    expect(Math.abs(median(deleted) - median(unknown))).toBeLessThan(5);
  });
});
