import type { Sent } from '@hookline/testkit';
import type { Prepared } from '../load/send-prepared.js';

/** The bytes of a request to this address, as they go over the wire. */
export function writeRequest(hookUrl: string, sent: Sent): Prepared {
  const { host, pathname } = new URL(hookUrl);
  const query = sent.query === '' ? '' : `?${sent.query}`;
  const body = Buffer.from(sent.body);
  const lines = [
    `${sent.method} ${pathname}${sent.path}${query} HTTP/1.1`,
    `host: ${host}`,
    ...Object.entries(sent.headers).map(([name, value]) => `${name}: ${value}`),
    `content-length: ${body.length}`,
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), body]);
}
