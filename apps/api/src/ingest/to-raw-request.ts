import type { Header, RawRequest } from '@hookline/intake';
import type { FastifyRequest } from 'fastify';

const prefix = '/hooks/';
const nothing = Buffer.alloc(0);

/** The request as it came off the wire: every header in its order, the path and query undecoded. */
export function toRawRequest(
  request: FastifyRequest,
  { publicUrl, clockAheadMs }: { publicUrl: string; clockAheadMs: number },
): RawRequest {
  const { url, method } = request;
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  const slash = path.indexOf('/', prefix.length);
  return {
    method,
    path: slash < 0 ? '' : path.slice(slash),
    query: mark < 0 ? '' : url.slice(mark + 1),
    // What the owner pasted, not what a proxy made of it: some senders sign it.
    url: `${publicUrl}${url}`,
    headers: pairs(request.raw.rawHeaders),
    body: Buffer.isBuffer(request.body) ? request.body : nothing,
    address: request.ip,
    receivedAtMs: Date.now() + clockAheadMs,
  };
}

function pairs(flat: readonly string[]): Header[] {
  const headers: Header[] = [];
  for (let at = 0; at + 1 < flat.length; at += 2)
    headers.push([flat[at] ?? '', flat[at + 1] ?? '']);
  return headers;
}
