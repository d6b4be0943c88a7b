import { createServer, request, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { answerVisit, beginVisit, type VisitAnswer } from './visit.js';

async function answered(answer: VisitAnswer, isLast = false) {
  const server = createServer((asking, response) =>
    answerVisit(beginVisit(asking, response), answer, isLast),
  ).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const asked = request({ host: '127.0.0.1', port, agent: false }).end();
  const [reply]: IncomingMessage[] = await once(asked, 'response');
  const chunks: Buffer[] = [];
  for await (const chunk of reply ?? []) chunks.push(Buffer.from(chunk));
  server.close();
  const names = (reply?.rawHeaders ?? []).filter((_, at) => at % 2 === 0);
  return { reply, names, body: Buffer.concat(chunks).toString() };
}

const plain: VisitAnswer = { status: 200, headers: { 'content-type': 'text/plain' }, body: 'ё' };

it('says how long its body is and never to be kept or shown as a page of ours', async () => {
  const { reply, body } = await answered(plain);
  expect(body).toBe('ё');
  expect(reply?.headers).toMatchObject({
    'content-length': '2',
    'content-type': 'text/plain',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
  });
});

it('lets an answer say its own instead, and sends no name twice', async () => {
  const own = { 'cache-control': 'max-age=5', 'x-request-id': 'theirs' };
  const { reply, names } = await answered({ ...plain, headers: { ...plain.headers, ...own } });
  expect(reply?.headers).toMatchObject(own);
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
});

it('frames the message itself, whatever an answer says of its length and its connection', async () => {
  const headers = { 'content-length': '999', connection: 'keep-alive' };
  const { reply, names, body } = await answered({ ...plain, headers }, true);
  expect(body).toBe('ё');
  expect(reply?.headers).toMatchObject({ 'content-length': '2', connection: 'close' });
  expect(names.filter((name) => name.toLowerCase() === 'content-length')).toHaveLength(1);
});

it('has neither body nor length where there is to be none', async () => {
  const { reply, body } = await answered({ status: 204, headers: {}, body: 'x' });
  expect({ body, length: reply?.headers['content-length'] }).toEqual({ body: '' });
});
