import { randomUUID } from 'node:crypto';
import type { Sent } from '@hookline/testkit';
import type { Prepared } from '../load/send-prepared.js';

/** Tells any two requests apart, for a receiver that is told to look there. No sender signs it. */
export const idHeader = 'x-request-number';

/** The bytes of a request to this address, as they go over the wire, each time with an id of its own. */
export function writeRequest(hookUrl: string, sent: Sent): Prepared {
  const { host, pathname } = new URL(hookUrl);
  const query = sent.query === '' ? '' : `?${sent.query}`;
  const body = Buffer.from(sent.body);
  const lines = [
    `${sent.method} ${pathname}${sent.path}${query} HTTP/1.1`,
    `host: ${host}`,
    ...Object.entries(sent.headers).map(([name, value]) => `${name}: ${value}`),
    `${idHeader}: ${randomUUID()}`,
    `content-length: ${body.length}`,
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), body]);
}
