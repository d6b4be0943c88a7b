import type { Socket } from 'node:net';
import { checkHeaders, checkMethod, checkUrl } from './check-request.js';
import { createGate, type Resolve } from './create-gate.js';
import { createPools } from './create-pools.js';
import { decodeBody } from './decode-body.js';
import { DoorInvalid } from './door-errors.js';
import { exchange, type Reply } from './exchange.js';
import { isHttpPort, type Address } from './judge-address.js';
import { openSocket } from './open-socket.js';
import { startClock } from './start-clock.js';

export type DoorRequest = {
  method: string;
  url: string;
  headers: Readonly<Record<string, string>>;
  body: Buffer | string | undefined;
  timeoutMs: number;
  maxResponseBytes: number;
  signal?: AbortSignal;
};

export type DoorResponse = Reply & { remoteAddress: string; durationMs: number };

export type DoorLimits = {
  maxResponseBytes: number;
  maxRequestBytes: number;
  maxTimeoutMs: number;
  connectTimeoutMs: number;
  connectionsPerTarget: number;
};

export type Door = {
  /** One HTTP exchange with a checked address. A redirect is returned, never followed. */
  request: (request: DoorRequest) => Promise<DoorResponse>;
  /** For other protocols: the checked address to connect to. `ports` replaces the usual HTTP ports. */
  checkHost: (host: string, port: number, ports?: readonly number[]) => Promise<Address>;
  /** A TCP connection to a checked address, for protocols other than HTTP. */
  connect: (target: {
    host: string;
    port: number;
    ports?: readonly number[];
    timeoutMs: number;
  }) => Promise<{ socket: Socket; address: Address }>;
  close: () => Promise<void>;
};

const defaultLimits: DoorLimits = {
  maxResponseBytes: 5 * 1024 * 1024,
  maxRequestBytes: 25 * 1024 * 1024,
  maxTimeoutMs: 120_000,
  connectTimeoutMs: 10_000,
  connectionsPerTarget: 256,
};

/** The only way out of the product. `resolve` is a seam for tests of hostile name servers. */
export function createDoor(options: {
  allow: readonly string[];
  userAgent?: string;
  limits?: Partial<DoorLimits>;
  resolve?: Resolve;
}): Door {
  const limits = { ...defaultLimits, ...options.limits };
  const gate = createGate(options);
  const pools = createPools(limits);
  const userAgent = options.userAgent ?? 'Hookline';

  const checkHost: Door['checkHost'] = (host, port, ports) =>
    gate.check({ host, port }, ports === undefined ? isHttpPort : (own) => ports.includes(own));

  return {
    async request(request) {
      const startMs = performance.now();
      const url = checkUrl(request.url);
      const message = {
        method: checkMethod(request.method),
        path: url.pathname + url.search,
        headers: withDefaults(checkHeaders(request.headers), userAgent),
        body: checkBody(request.body, limits.maxRequestBytes),
      };
      const maxBytes = Math.min(request.maxResponseBytes, limits.maxResponseBytes);
      const timeoutMs = Math.min(request.timeoutMs, limits.maxTimeoutMs);
      const clock = startClock(timeoutMs, request.signal);
      try {
        const address = await clock.race(gate.check({ host: url.hostname, port: portOf(url) }));
        const reply = await exchange(pools.for(url, address), { message, maxBytes, clock });
        const body = await decodeBody(reply.body, {
          encoding: reply.headers['content-encoding'],
          maxBytes,
          status: reply.status,
        });
        return {
          status: reply.status,
          headers: body === null ? reply.headers : withoutEncoding(reply.headers),
          body: body ?? reply.body,
          remoteAddress: address.address,
          durationMs: performance.now() - startMs,
        };
      } finally {
        clock.stop();
      }
    },
    checkHost,
    async connect({ host, port, ports, timeoutMs }) {
      const clock = startClock(timeoutMs, undefined);
      try {
        const address = await clock.race(checkHost(host, port, ports));
        return { address, socket: await openSocket(address, { port, timeoutMs }) };
      } finally {
        clock.stop();
      }
    },
    close: () => pools.close(),
  };
}

const portOf = (url: URL) =>
  url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);

function checkBody(body: Buffer | string | undefined, maxBytes: number) {
  if (body !== undefined && Buffer.byteLength(body) > maxBytes)
    throw new DoorInvalid('The body of the request is too large.', 'body_too_large');
  return body ?? null;
}

function withDefaults(fields: string[], userAgent: string): string[] {
  const has = (name: string) =>
    fields.some((field, at) => at % 2 === 0 && field.toLowerCase() === name);
  const added = [];
  if (!has('user-agent')) added.push('user-agent', userAgent);
  if (!has('accept-encoding')) added.push('accept-encoding', 'gzip, deflate, br');
  return [...fields, ...added];
}

function withoutEncoding(headers: DoorResponse['headers']): DoorResponse['headers'] {
  const { 'content-encoding': _encoding, 'content-length': _length, ...rest } = headers;
  return rest;
}
