import { createServer } from 'node:http';
import { serveUntilLeft } from '../process/serve-until-left.js';

const answer = Buffer.from('{"ok":true}');

/** The target of all effects: counts them, and tells of each one when it is asked to. */
export async function run(): Promise<number> {
  let count = 0;
  let lastAtNs = 0n;
  let isTelling = false;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => {
      if (isTelling) chunks.push(chunk);
    });
    request.on('end', () => {
      count += 1;
      lastAtNs = process.hrtime.bigint();
      if (isTelling) {
        const text = Buffer.concat(chunks).toString();
        process.send?.({ type: 'effect', atNs: String(lastAtNs), text });
      }
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
    if (word === 'count') process.send?.({ type: 'count', count, lastAtNs: String(lastAtNs) });
    if (word === 'tell') isTelling = true;
    if (word === 'be quiet') isTelling = false;
  });
  await serveUntilLeft({ type: 'ready', port });
  server.closeAllConnections();
  server.close();
  return 0;
}
