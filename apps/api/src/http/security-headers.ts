import type { FastifyInstance } from 'fastify';

const contentPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  // The canvas places its nodes with inline styles.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self' ws: wss:",
  "frame-src 'self' about:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Never shown by a browser as a page of ours, so it needs but one rule: nothing is allowed. */
    isNoPage?: boolean;
  }
}

const noPage = {
  'content-security-policy': "default-src 'none'; sandbox",
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};

/** Tells the browser, with every answer, what a page of ours may never do. */
export function addSecurityHeaders(
  fastify: FastifyInstance,
  { isHttps }: { isHttps: boolean },
): void {
  const headers: Record<string, string> = {
    'content-security-policy': contentPolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    ...(isHttps ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
  fastify.addHook('onRequest', (request, reply, done) => {
    reply
      .headers(request.routeOptions.config.isNoPage ? noPage : headers)
      .header('x-request-id', request.id);
    done();
  });
}
