import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { Config } from '@hookline/platform';
import { uuidv7 } from '@hookline/platform';
import { answerClientError } from './answer-client-error.js';

/** How long a peer may take, and how much it may send, before it has proved anything. */
export const serverLimits = {
  connectionsCheckingIntervalMs: 1_000,
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 15_000,
  /** An idle socket, also one whose peer does not read our answer. */
  connectionTimeoutMs: 30_000,
  /**
   * Longer than proxies keep a connection that idles (nginx 60 s, Traefik 90 s, Caddy 120 s): whoever closes first
   * can cut off a request that the other one has just sent, and no proxy sends a webhook twice.
   */
  keepAliveTimeoutMs: 130_000,
  maxRequestsPerSocket: 1_000,
  maxConnections: 10_000,
  maxHeaderBytes: 16_384,
  apiBodyBytes: 2 * 1_048_576,
  /** A table's name is a parameter: 100 characters, each up to 12 bytes when encoded. */
  maxParamLength: 1_300,
};

export type ServerLimits = typeof serverLimits;

/** The HTTP server with strict limits: Fastify's own defaults let a slow body stay for ever. */
export function createAdapter(
  config: Pick<Config, 'trustedProxies'>,
  limits: ServerLimits = serverLimits,
): FastifyAdapter {
  const adapter = new FastifyAdapter({
    logger: false,
    skipMiddie: true,
    multipart: false,
    trustProxy: config.trustedProxies.length > 0 ? [...config.trustedProxies] : false,
    genReqId: () => uuidv7(),
    requestIdHeader: false,
    bodyLimit: limits.apiBodyBytes,
    requestTimeout: limits.requestTimeoutMs,
    connectionTimeout: limits.connectionTimeoutMs,
    keepAliveTimeout: limits.keepAliveTimeoutMs,
    maxRequestsPerSocket: limits.maxRequestsPerSocket,
    // A stop waits for requests under way, not for sockets that idle between two.
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    routerOptions: { maxParamLength: limits.maxParamLength, ignoreTrailingSlash: false },
    clientErrorHandler: answerClientError,
    http: {
      connectionsCheckingInterval: limits.connectionsCheckingIntervalMs,
      headersTimeout: limits.headersTimeoutMs,
      requestTimeout: limits.requestTimeoutMs,
      maxHeaderSize: limits.maxHeaderBytes,
      requireHostHeader: true,
    },
  });
  const fastify = adapter.getInstance();
  fastify.server.maxConnections = limits.maxConnections;
  // Whoever does not hear that an answer was the last of its connection is not refused on it for ever.
  fastify.server.on('dropRequest', (_request, socket) => socket.end());
  return adapter;
}
