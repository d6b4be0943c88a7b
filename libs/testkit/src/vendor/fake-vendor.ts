import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { waitFor } from '../wait-for.js';
import { hasEffect, type Behaviour, type VendorReply, type VendorRequest } from './behaviour.js';
import { Effects } from './count-effects.js';

type Answer = VendorReply | ((request: VendorRequest) => VendorReply | Promise<VendorReply>);

export type FakeVendor = Awaited<ReturnType<typeof fakeVendor>>;

/**
 * A real HTTP server that stands in for a vendor: records every request, counts what it has done,
 * and can fail, throttle, hang, drop, lie and die. `isIdempotent` makes it honour Idempotency-Key.
 */
export async function fakeVendor({ isIdempotent = false } = {}) {
  const requests: VendorRequest[] = [];
  const effects = new Effects({ isIdempotent });
  const answers = new Map<string, Answer>();
  let behaviour: Behaviour = { mode: 'ok' };
  let port = 0;

  const server = createServer((incoming, outgoing) => {
    void receive(incoming).then(async (request) => {
      requests.push(request);
      await act(request, outgoing);
    }, ignoreBrokenRequest);
  });
  // The tests' clients keep connections; a vendor that closed them first would be one more fault.
  server.keepAliveTimeout = 60_000;

  async function act(request: VendorRequest, outgoing: ServerResponse) {
    const now = behaviour;
    behaviour = oneLess(now);
    if (now.mode === 'slow') await new Promise((resolve) => setTimeout(resolve, now.delayMs));
    if (hasEffect(now.mode)) effects.record(request);
    if (now.mode === 'hang') return;
    if (now.mode === 'drop') return void outgoing.socket?.resetAndDestroy();
    if (now.mode === 'fail')
      return send(outgoing, { status: now.status ?? 500, body: now.body ?? { error: 'failed' } });
    if (now.mode === 'throttle')
      return send(outgoing, {
        status: 429,
        headers: now.retryAfterSecs === undefined ? {} : { 'retry-after': `${now.retryAfterSecs}` },
        body: { error: 'slow down' },
      });
    if (now.mode === 'lie') return send(outgoing, { body: Buffer.from('<html>\u0000{"ok":') });
    const answer =
      answers.get(`${request.method} ${request.path}`) ??
      answers.get(request.path) ??
      answers.get('*');
    return send(outgoing, typeof answer === 'function' ? await answer(request) : (answer ?? {}));
  }

  async function listen() {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
  }

  async function die() {
    if (!server.listening) return;
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }

  await listen();
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    requests,
    effects,
    /** From the next request on. */
    behave: (next: Behaviour) => {
      behaviour = next;
    },
    /** Answers a route, 'POST /leads' or '/leads' or '*', when the vendor is well. */
    reply: (route: string, answer: Answer) => {
      answers.set(route, answer);
    },
    /** Waits until the recorded requests fulfil the condition. */
    until: (
      condition: (requests: readonly VendorRequest[]) => boolean,
      { what = 'the vendor gets the expected requests', timeoutMs = 10_000 } = {},
    ) =>
      waitFor(() => condition(requests), {
        what: `${what}; it has ${requests.length} requests`,
        timeoutMs,
      }),
    die,
    /** Comes back on the same port. */
    revive: listen,
    stop: die,
  };
}

async function receive(incoming: IncomingMessage): Promise<VendorRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const rawBody = Buffer.concat(chunks);
  const url = new URL(incoming.url ?? '/', 'http://vendor');
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]);
  return {
    method: incoming.method ?? '',
    path: url.pathname,
    query: url.searchParams,
    headers: Object.fromEntries(headers),
    rawHeaders: incoming.rawHeaders,
    rawBody,
    text: rawBody.toString(),
    json: parseJson(rawBody.toString()),
    atMs: Date.now(),
  };
}

function send(
  outgoing: ServerResponse,
  { status = 200, headers = {}, body = { ok: true } }: VendorReply,
) {
  const isRaw = typeof body === 'string' || Buffer.isBuffer(body);
  const type = isRaw ? {} : { 'content-type': 'application/json' };
  outgoing.writeHead(status, { ...type, ...headers });
  outgoing.end(isRaw ? body : JSON.stringify(body));
}

function oneLess(behaviour: Behaviour): Behaviour {
  if (behaviour.mode === 'ok' || behaviour.times === undefined) return behaviour;
  return behaviour.times > 1 ? { ...behaviour, times: behaviour.times - 1 } : { mode: 'ok' };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A client that dies in the middle of its request is part of the game. */
function ignoreBrokenRequest(): void {}
