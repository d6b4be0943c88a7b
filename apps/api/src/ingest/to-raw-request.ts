import type { IncomingMessage } from 'node:http';
import type { Header, RawRequest } from '@hookline/intake';

const prefix = '/hooks/';

export type Reached = {
  readonly body: Buffer;
  readonly publicUrl: string;
  readonly clockAheadMs: number;
  readonly addressOf: (request: IncomingMessage) => string;
};

/** The request as it came off the wire: every header in its order, the path and query undecoded. */
export function toRawRequest(request: IncomingMessage, reached: Reached): RawRequest {
  const { url = '', method = 'GET' } = request;
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  const slash = path.indexOf('/', prefix.length);
  return {
    method,
    path: slash < 0 ? '' : path.slice(slash),
    query: mark < 0 ? '' : url.slice(mark + 1),
    // What the owner pasted, not what a proxy made of it: some senders sign it.
    url: `${reached.publicUrl}${url}`,
    headers: pairs(request.rawHeaders),
    body: reached.body,
    address: reached.addressOf(request),
    receivedAtMs: Date.now() + reached.clockAheadMs,
  };
}

function pairs(flat: readonly string[]): Header[] {
  const headers: Header[] = [];
  for (let at = 0; at + 1 < flat.length; at += 2)
    headers.push([flat[at] ?? '', flat[at + 1] ?? '']);
  return headers;
}
