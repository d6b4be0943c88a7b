import { createServer } from 'node:http';
import { z } from 'zod';
import { serveUntilLeft } from '../process/serve-until-left.js';
import { leadNumber } from './lead-body.js';
import { NumberSet } from './number-set.js';

const answer = Buffer.from('{"ok":true}');
const order = z.object({ tell: z.string() });

/**
 * The target of all effects: counts them, and tells of those that have a mark when it is asked to; or keeps account of
 * numbered leads. It reads what is sent only then.
 */
export async function run(): Promise<number> {
  let count = 0;
  let lastAtNs = 0n;
  let mark: string | null = null;
  let tally: { done: NumberSet; again: NumberSet } | null = null;
  const take = (text: string): void => {
    if (mark !== null && text.includes(mark))
      process.send?.({ type: 'effect', atNs: String(lastAtNs), text });
    const number = tally === null ? null : leadNumber(text);
    if (tally !== null && number !== null && !tally.done.add(number)) tally.again.add(number);
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => {
      if (mark !== null || tally !== null) chunks.push(chunk);
    });
    request.on('end', () => {
      count += 1;
      lastAtNs = process.hrtime.bigint();
      if (chunks.length > 0) take(Buffer.concat(chunks).toString());
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': answer.length,
      });
      response.end(answer);
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  process.on('message', (word) => {
    const asked = order.safeParse(word);
    if (asked.success) mark = asked.data.tell;
    if (word === 'be quiet') mark = null;
    if (word === 'count') process.send?.({ type: 'count', count, lastAtNs: String(lastAtNs) });
    if (word === 'keep account') tally = { done: new NumberSet(), again: new NumberSet() };
    if (word === 'tally' && tally !== null)
      process.send?.({ type: 'tally', done: tally.done.toText(), again: tally.again.toText() });
  });
  await serveUntilLeft({ type: 'ready', port });
  server.closeAllConnections();
  server.close();
  return 0;
}
