import type { FastifyRequest } from 'fastify';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * True when a request with a cookie was surely made by our own page. Browsers attach cookies to
 * requests that other sites make; an API key is never attached by itself and needs no such check.
 */
export function isOwnOrigin(
  request: Pick<FastifyRequest, 'method' | 'headers'>,
  publicUrl: string,
): boolean {
  if (safeMethods.has(request.method)) return true;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin, host } = request.headers;
  return origin !== undefined && isOurs(origin, { host, publicUrl });
}

/** An Origin header names our public address, or the very host that the request was sent to. */
export function isOurs(
  origin: string,
  { host, publicUrl }: { host: string | undefined; publicUrl: string },
): boolean {
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin);
  if (from.origin === new URL(publicUrl).origin) return true;
  return host !== undefined && from.host === host.toLowerCase();
}
