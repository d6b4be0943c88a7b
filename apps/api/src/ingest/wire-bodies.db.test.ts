import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitFor } from '@hookline/testkit';
import {
  givenApi,
  givenFlow,
  givenOwner,
  readEvents,
  sendRaw,
  type GivenApi,
} from '../start/api.given.js';
import { headOf as head, statusOf as status } from './wire.given.js';

describe('the body of a webhook on the wire', () => {
  let api: GivenApi;
  let workspaceId: string;
  beforeAll(async () => {
    api = await givenApi({ MAX_BODY_BYTES: '100000' });
    workspaceId = (await givenOwner(api)).scope.workspaceId;
  });
  afterAll(() => api.stop());

  const flow = () => givenFlow(api.pool, workspaceId);

  it.each([
    ['none', [], 202],
    ['empty', ['Content-Type:'], 202],
    ['a word', ['Content-Type: json'], 415],
    ['two of them', ['Content-Type: text/plain', 'Content-Type: application/json'], 415],
    ['unknown', ['Content-Type: application/x-odd'], 202],
    ['upper case', ['Content-Type: APPLICATION/JSON'], 202],
    ['a tab in it', ['Content-Type: application/json\tgarbage'], 415],
    ['garbage after it', ['Content-Type: application/json garbage'], 415],
    ['a form that is JSON', ['Content-Type: application/x-www-form-urlencoded'], 202],
    ['multipart without a boundary', ['Content-Type: multipart/form-data'], 415],
  ])('IN-8: a content type that is %s', async (_, lines, expected) => {
    const { hook, flowId } = await flow();
    const answer = await sendRaw(api.port, `${head(hook, ...lines, 'Content-Length: 7')}{"a":1}`);
    expect(status(answer)).toBe(expected);
    const events = await readEvents(api.pool, flowId);
    expect(events.map(({ state }) => state)).toEqual([expected === 202 ? 'accepted' : 'rejected']);
    expect(events[0]?.body.toString()).toBe('{"a":1}');
  });

  it.each([
    ['IN-2: a deep body', '['.repeat(40_000) + ']'.repeat(40_000), 400],
    [
      'IN-3: too many keys',
      JSON.stringify(Object.fromEntries(Array.from({ length: 10_001 }, (_, n) => [n, 0]))).slice(
        0,
        99_999,
      ),
      400,
    ],
    ['IN-4: a prototype', '{"__proto__":{"a":1}}', 400],
    ['IN-4: a constructor', '{"constructor":{"prototype":{"a":1}}}', 400],
    [
      'IN-9: an imitated upload',
      '{"files":[{"filepath":"/etc/passwd","path":"/etc/passwd"}]}',
      202,
    ],
  ])('%s is answered and the process lives', async (_, body, expected) => {
    const { hook } = await flow();
    const answer = await api.ask(hook, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    });
    expect(answer.status).toBe(expected);
    expect(await answer.text()).not.toContain('root:');
    expect(Object.prototype).not.toHaveProperty('a');
  });

  it('IN-10: a compressed body is refused unread', async () => {
    const { hook, flowId } = await flow();
    const answer = await sendRaw(
      api.port,
      `${head(hook, 'Content-Encoding: gzip', 'Content-Length: 2')}gz`,
    );
    expect(status(answer)).toBe(415);
    expect((await readEvents(api.pool, flowId)).map(({ state }) => state)).toEqual(['rejected']);
  });

  it('IN-16: files are cut at their limits, and an upload that breaks off leaves nothing', async () => {
    const { hook, flowId } = await flow();
    const type = 'Content-Type: multipart/form-data; boundary=b';
    const part = '--b\r\nContent-Disposition: form-data; name="a"; filename="f"\r\n\r\n';
    for (let count = 0; count < 20; count += 1) {
      const socket = connect(api.port, '127.0.0.1');
      socket.on('error', () => undefined);
      await new Promise((resolve) =>
        socket.write(`${head(hook, type, 'Content-Length: 90000')}${part}xxxx`, resolve),
      );
      socket.destroy();
    }
    const many = `${`${part}x\r\n`.repeat(11)}--b--\r\n`;
    const answer = await sendRaw(
      api.port,
      head(hook, type, `Content-Length: ${many.length}`) + many,
    );
    expect(status(answer)).toBe(400);
    expect((await readEvents(api.pool, flowId)).map(({ state }) => state)).toEqual(['rejected']);
    await waitFor(
      async () => /hookline_hook_body_bytes 0\n/.test(await (await api.ask('/metrics')).text()),
      {
        what: 'the memory of broken uploads is given back',
      },
    );
  });
});
