import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { smtpSink } from '@hookline/testkit';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { createDoor, type DoorRequest } from './create-door.js';
import {
  DoorBlocked,
  DoorBroken,
  DoorCancelled,
  DoorInvalid,
  DoorTimeout,
  DoorTooLarge,
  DoorUnreachable,
} from './door-errors.js';

/** A server that speaks raw bytes, so that it can be as hostile as a socket allows. */
async function aRawServer(onRequest: (socket: Socket, text: string) => void, host = '127.0.0.1') {
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      const [head = '', body] = text.split(/\r\n\r\n(.*)/s);
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
      if (body === undefined || body.length < length) return;
      requests.push(text);
      const whole = text;
      text = '';
      onRequest(socket, whole);
    });
  }).listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const stop = () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  stops.push(stop);
  let connections = 0;
  server.on('connection', () => (connections += 1));
  return { port, url: `http://127.0.0.1:${port}`, requests, stop, connections: () => connections };
}

const stops: (() => void)[] = [];
const door = createDoor({ allow: ['127.0.0.1'] });
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});
afterAll(() => door.close());

const call = (url: string, more: Partial<DoorRequest> = {}, through = door) =>
  through.request({
    method: 'POST',
    url,
    headers: {},
    body: 'hello',
    timeoutMs: 5_000,
    maxResponseBytes: 100_000,
    ...more,
  });

const reply = (body: Buffer | string, headers: string[] = [], status = '200 OK') =>
  Buffer.concat([
    Buffer.from(
      [`HTTP/1.1 ${status}`, `content-length: ${Buffer.byteLength(body)}`, ...headers].join(
        '\r\n',
      ) + '\r\n\r\n',
    ),
    Buffer.from(body),
  ]);
const answering = (bytes: Buffer | string) => aRawServer((socket) => socket.write(bytes));
const isSent = async (promise: Promise<unknown>) =>
  promise.then(
    () => 'answered',
    (error: { sent: string }) => error.sent,
  );

describe('door.request', () => {
  it('sends method, path, query, headers and body as given, and returns the whole answer', async () => {
    const server = await answering(
      reply('{"id":7}', ['x-a: 1', 'set-cookie: a=1', 'set-cookie: b=2']),
    );

    const answer = await call(`${server.url}/a%20b?q=%D0%B0#part`, {
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': 'k1' },
      body: Buffer.from('{"имя":1}'),
    });

    expect(answer).toMatchObject({
      status: 200,
      headers: { 'x-a': '1', 'set-cookie': ['a=1', 'b=2'] },
      remoteAddress: '127.0.0.1',
    });
    expect(answer.body.toString()).toBe('{"id":7}');
    expect(answer.durationMs).toBeGreaterThan(0);
    expect(server.requests[0]).toMatch(
      /^POST \/a%20b\?q=%D0%B0 HTTP\/1.1\r\nhost: 127.0.0.1:\d+\r\n/,
    );
    expect(server.requests[0]).toContain('Idempotency-Key: k1\r\n');
    expect(server.requests[0]).toContain('user-agent: Hookline\r\n');
  });

  it('keeps connections for later requests', async () => {
    const server = await answering(reply('ok'));
    for (let count = 0; count < 20; count += 1) await call(server.url);
    expect(server.connections()).toBeLessThanOrEqual(2);
  });

  it('SS-4, SS-10: pins the checked address, and judges anew when the name moves', async () => {
    const server = await answering(reply('ok'));
    const answers = [['127.0.0.1'], ['127.0.0.2']];
    const asked = vi.fn(() =>
      Promise.resolve((answers.shift() ?? []).map((address) => ({ address, family: 4 }))),
    );
    const rebinding = createDoor({ allow: ['127.0.0.1'], resolve: asked });
    const url = `http://rebind.test:${server.port}/`;

    expect((await call(url, {}, rebinding)).remoteAddress).toBe('127.0.0.1');
    vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 60_000);
    await expect(call(url, {}, rebinding)).rejects.toBeInstanceOf(DoorBlocked);
    vi.restoreAllMocks();

    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]).toContain(`host: rebind.test:${server.port}`);
    await rebinding.close();
  });

  // Other systems have one loopback address only.
  it.runIf(process.platform === 'linux')('SS-4: connects to the answer it judged', async () => {
    const server = await aRawServer((socket) => socket.write(reply('ok')), '127.0.0.3');
    const named = createDoor({
      allow: ['vendor.test'],
      resolve: () => Promise.resolve([{ address: '127.0.0.3', family: 4 }]),
    });
    const answer = await call(`http://vendor.test:${server.port}/`, {}, named);
    expect(answer.remoteAddress).toBe('127.0.0.3');
    expect(server.requests).toHaveLength(1);
    await named.close();
  });

  it.each(['301', '302', '303', '307', '308'])(
    'SS-5, OU-3: returns a %s and follows it nowhere, with no credential',
    async (status) => {
      const other = await answering(reply('stolen'));
      const headers = [`location: ${other.url}/`, `refresh: 0;url=${other.url}`];
      const server = await answering(reply('', headers, `${status} Moved`));

      const answer = await call(server.url, { headers: { Authorization: 'Bearer s3cret' } });

      expect(answer.status).toBe(Number(status));
      expect(answer.headers['location']).toBe(`${other.url}/`);
      expect(other.requests).toEqual([]);
    },
  );

  it('SS-8: takes no proxy from the environment', async () => {
    const proxy = await answering(reply('proxied'));
    const server = await answering(reply('direct'));
    for (const name of ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'HTTPS_PROXY'])
      vi.stubEnv(name, proxy.url);
    vi.stubEnv('NODE_USE_ENV_PROXY', '1');

    const fresh = createDoor({ allow: ['127.0.0.1'] });
    const answer = await call(server.url, {}, fresh);

    vi.unstubAllEnvs();
    await fresh.close();
    expect(answer.body.toString()).toBe('direct');
    expect(proxy.requests).toEqual([]);
  });
});

describe('OU-1: a header from a mapping', () => {
  const evil: [string, string][] = [
    ...['a\r\nX-Evil', 'a\nb', 'a b', 'a:b', '', 'é', 'a\u0000', '(a)'].map(
      (name): [string, string] => [name, 'v'],
    ),
    ...['v\r\nX-Evil: 1', 'v\n', '\r', 'v\u0000', 'v\u007f', 'ключ', '\u2028'].map(
      (value): [string, string] => ['x-a', value],
    ),
    ...[
      'Host',
      'content-length',
      'Transfer-Encoding',
      'Connection',
      'Keep-Alive',
      'TE',
      'Expect',
    ].map((name): [string, string] => [name, 'chunked']),
    ...['Upgrade', 'Trailer', 'Proxy-Authorization', 'Proxy-Connection', 'HTTP2-Settings'].map(
      (name): [string, string] => [name, 'x'],
    ),
  ];

  it.each(evil)('is refused before a byte is sent: %j: %j', async (name, value) => {
    const server = await answering(reply('ok'));
    const error = await call(server.url, { headers: { [name]: value } }).catch((e: unknown) => e);

    expect(error).toBeInstanceOf(DoorInvalid);
    expect(String(error)).not.toContain('X-Evil: 1');
    expect(server.requests).toEqual([]);
  });

  it('is refused when it comes twice in another spelling', async () => {
    await expect(
      call('http://127.0.0.1:1/', { headers: { 'X-A': '1', 'x-a': '2' } }),
    ).rejects.toBeInstanceOf(DoorInvalid);
  });

  it.each(['CONNECT', 'TRACE', 'GET /evil HTTP/1.1\r\nX: ', '', 'PO ST'])(
    'a method cannot do it either: %j',
    async (method) => {
      await expect(call('http://127.0.0.1:1/', { method })).rejects.toBeInstanceOf(DoorInvalid);
    },
  );

  it('nor can a path: what is written is one request line', async () => {
    const server = await answering(reply('ok'));
    await call(`${server.url}/a HTTP/1.1\r\nX-Evil: 1\r\n\r\nGET /b`);
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]).not.toMatch(/\r\nX-Evil/);
  });
});

describe('OU-2: a hostile answer', () => {
  it('that never ends is cut at the size limit', async () => {
    const server = await aRawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      const pour = () => {
        while (socket.writable && socket.write(Buffer.alloc(16_384))) continue;
      };
      socket.on('drain', pour);
      pour();
    });

    await expect(call(server.url)).rejects.toMatchObject({ sent: 'maybe', status: 200 });
    await expect(call(server.url)).rejects.toBeInstanceOf(DoorTooLarge);
  });

  it('with 1 MB of headers is cut', async () => {
    const server = await answering(reply('', [`x-big: ${'a'.repeat(1_000_000)}`]));
    await expect(call(server.url)).rejects.toBeInstanceOf(DoorTooLarge);
  });

  it('with 100,000 headers is cut', async () => {
    const server = await answering(
      reply(
        '',
        Array.from({ length: 100_000 }, (_, n) => `x${n}: 1`),
      ),
    );
    await expect(call(server.url)).rejects.toBeInstanceOf(DoorTooLarge);
  });

  it('that drips is cut when the whole time is over, however often a byte comes', async () => {
    const server = await aRawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n');
      const drip = setInterval(() => socket.write('x'), 20);
      socket.on('close', () => clearInterval(drip));
    });
    const start = performance.now();

    await expect(call(server.url, { timeoutMs: 300 })).rejects.toBeInstanceOf(DoorTimeout);
    expect(performance.now() - start).toBeLessThan(1_500);
  });

  it('that is a compression bomb is cut at the output limit', async () => {
    for (const [name, bomb] of [
      ['gzip', gzipSync(Buffer.alloc(50_000_000))],
      ['br', brotliCompressSync(Buffer.alloc(5_000_000))],
      ['deflate', deflateSync(Buffer.alloc(50_000_000))],
    ] as const) {
      const server = await answering(reply(bomb, [`content-encoding: ${name}`]));
      await expect(call(server.url)).rejects.toMatchObject({ name: 'DoorTooLarge', status: 200 });
    }
  });

  it('in many layers is passed on as it came', async () => {
    const layers = gzipSync(gzipSync('x'));
    for (const encoding of ['gzip, gzip', Array(500).fill('gzip').join(', '), 'zstd', 'gzip;x']) {
      const server = await answering(reply(layers, [`content-encoding: ${encoding}`]));
      const answer = await call(server.url);
      expect(answer.body).toEqual(layers);
      expect(answer.headers['content-encoding']).toBe(encoding);
    }
  });

  it.each([
    ['gzip', gzipSync('text')],
    ['br', brotliCompressSync('text')],
    ['deflate', deflateSync('text')],
    ['deflate', deflateRawSync('text')],
  ])('an honest %s layer is undone', async (encoding, body) => {
    const server = await answering(reply(body, [`content-encoding: ${encoding}`]));
    const answer = await call(server.url);
    expect(answer.body.toString()).toBe('text');
    expect(answer.headers).not.toHaveProperty('content-encoding');
  });

  it('that only claims to be compressed keeps its status, so that nothing is sent twice', async () => {
    const server = await answering(reply('not gzip', ['content-encoding: gzip'], '201 Created'));
    expect(await call(server.url)).toMatchObject({ status: 201, body: Buffer.from('not gzip') });
  });

  it.each([
    ['no HTTP', 'SSH-2.0-OpenSSH_9\r\n'],
    ['100 without being asked', 'HTTP/1.1 100 Continue\r\n\r\n'],
    ['a length that is not true', 'HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nab'],
    ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 5\r\n\r\nab'],
    ['a broken chunk', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nZZ\r\nab'],
    ['nothing', ''],
  ])('of %s is an unknown outcome', async (_what, bytes) => {
    const server = await aRawServer((socket) => socket.end(bytes));
    const error = await call(server.url).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DoorBroken);
    expect(error).toMatchObject({ sent: 'maybe' });
  });
});

describe('whether the request may have had an effect', () => {
  it('no: nobody listens', async () => {
    const server = await answering('');
    server.stop();
    const failed = call(server.url);
    await expect(failed).rejects.toBeInstanceOf(DoorUnreachable);
    expect(await isSent(failed)).toBe('no');
  });

  it('no: the time is over while waiting for a name', async () => {
    const slow = createDoor({ allow: [], resolve: () => new Promise(() => undefined) });
    const failed = call('http://slow.test/', { timeoutMs: 50 }, slow);
    await expect(failed).rejects.toBeInstanceOf(DoorTimeout);
    expect(await isSent(failed)).toBe('no');
  });

  it('no: the time is over while waiting for a free connection, and it is not sent later', async () => {
    const held: Socket[] = [];
    const server = await aRawServer((socket) => held.push(socket));
    const narrow = createDoor({ allow: ['127.0.0.1'], limits: { connectionsPerTarget: 1 } });
    const first = call(server.url, { body: 'first' }, narrow);
    await vi.waitFor(() => expect(held).toHaveLength(1));

    expect(await isSent(call(server.url, { body: 'second', timeoutMs: 50 }, narrow))).toBe('no');
    held[0]?.write(reply('ok'));
    await first;
    const third = call(server.url, { body: 'third' }, narrow);
    await vi.waitFor(() => expect(held).toHaveLength(2));
    held[1]?.write(reply('ok'));
    await third;

    expect(server.requests.map((text) => text.split('\r\n\r\n')[1])).toEqual(['first', 'third']);
    await narrow.close();
  });

  it('maybe: the time is over after the request was written', async () => {
    const server = await aRawServer(() => undefined);
    const failed = call(server.url, { timeoutMs: 200 });
    await expect(failed).rejects.toBeInstanceOf(DoorTimeout);
    expect(await isSent(failed)).toBe('maybe');
    expect(server.requests).toHaveLength(1);
  });

  it('maybe: the connection is reset after the request was read; it is not repeated', async () => {
    const server = await aRawServer((socket) => socket.resetAndDestroy());
    const failed = call(server.url);
    await expect(failed).rejects.toBeInstanceOf(DoorBroken);
    expect(server.requests).toHaveLength(1);
  });

  it('the caller can give up: before sending no, after it maybe', async () => {
    const server = await aRawServer(() => undefined);
    expect(await isSent(call(server.url, { signal: AbortSignal.abort() }))).toBe('no');
    const later = new AbortController();
    const failed = call(server.url, { signal: later.signal });
    await vi.waitFor(() => expect(server.requests).toHaveLength(1));
    later.abort();
    await expect(failed).rejects.toBeInstanceOf(DoorCancelled);
    expect(await isSent(failed)).toBe('maybe');
  });

  it('no: a TLS handshake with something that speaks no TLS', async () => {
    const server = await aRawServer((socket) => socket.end('HTTP/1.1 400 Bad\r\n\r\n'));
    const url = server.url.replace('http:', 'https:');
    await expect(call(url, { timeoutMs: 1_000 })).rejects.toMatchObject({ sent: 'no' });
  });

  it('no: a certificate that nobody vouches for', async () => {
    const secure = await smtpSink({ isSecure: true });
    const failed = call(`https://127.0.0.1:${secure.port}/`);
    await expect(failed).rejects.toBeInstanceOf(DoorUnreachable);
    await expect(failed).rejects.toThrow(/CERT/);
    await secure.stop();
  });
});
