import type { HttpResponse, JsonObject, JsonValue } from '@hookline/connector-kit';
import { describe, expect, it } from 'vitest';
import { aCall, json, recordingPorts } from '../ports.given.js';
import { ai } from './ai.connector.js';
import { ask } from './ask.action.js';
import { readValues } from './read-values.js';

const connection = { baseUrl: 'https://models.example/v1/', key: ' sk-secret ', model: 'small' };
const said = (content: JsonValue, more: JsonObject = {}): HttpResponse =>
  json({
    choices: [{ message: { role: 'assistant', content }, finish_reason: 'stop', ...more }],
    usage: { total_tokens: 12 },
  });

async function asked(
  input: JsonObject,
  answers: HttpResponse | readonly HttpResponse[] = said('Fine'),
  given: JsonObject = connection,
) {
  const queue = [answers].flat();
  const ports = recordingPorts(() => queue.shift() ?? said('Fine'));
  const output = await ask.perform(aCall(ports, { instruction: 'Sum up', ...input }, given));
  const bodies = ports.requests.map(({ body }) => JSON.parse(String(body)) as JsonObject);
  return { output, requests: ports.requests, bodies };
}

describe('a question to a model', () => {
  it('keeps the instruction and the text of a lead apart', async () => {
    const { output, requests, bodies } = await asked({ text: 'Hi, "Anna"' });

    expect(requests).toMatchObject([
      { method: 'POST', url: 'https://models.example/v1/chat/completions' },
    ]);
    expect(requests[0]?.headers).toMatchObject({ authorization: 'Bearer sk-secret' });
    expect(bodies).toEqual([
      {
        model: 'small',
        messages: [
          { role: 'system', content: 'Sum up' },
          { role: 'user', content: 'Hi, "Anna"' },
        ],
      },
    ]);
    expect(output).toEqual({ text: 'Fine', isCut: false, tokens: 12 });
  });

  it('needs no key of a server of its owner, and takes the whole address of the method', async () => {
    const baseUrl = 'http://127.0.0.1:11434/v1/chat/completions';
    const { requests } = await asked({}, said('Fine'), { baseUrl, model: 'm' });

    expect(requests[0]?.url).toBe('http://127.0.0.1:11434/v1/chat/completions');
    expect(requests[0]?.headers).not.toHaveProperty('authorization');
  });

  it('says when the answer was cut off', async () => {
    const { output, bodies } = await asked(
      { maxTokens: 5, temperature: 0 },
      said('Fi', { finish_reason: 'length' }),
    );

    expect(bodies[0]).toMatchObject({ max_tokens: 5, temperature: 0 });
    expect(output).toMatchObject({ text: 'Fi', isCut: true });
  });

  it('says the limit again in the newer word, when the model knows no other', async () => {
    const message = "Unsupported parameter: use 'max_completion_tokens' instead";
    const refusal = json({ error: { message, code: 'unsupported_parameter' } }, 400);
    const { bodies } = await asked({ maxTokens: 5 }, [refusal, said('Fine')]);

    expect(bodies[1]).toMatchObject({ max_completion_tokens: 5 });
    expect(bodies[1]).not.toHaveProperty('max_tokens');
    await expect(asked({}, refusal)).rejects.toMatchObject({ code: 'rejected' });
  });

  it.each([
    { instruction: '' },
    { maxTokens: 0 },
    { maxTokens: 1.5 },
    { maxTokens: 200_001 },
    { temperature: 2.1 },
    { temperature: -1 },
    { fields: Array.from({ length: 31 }, (_, index) => `f${index}`).join(',') },
    { fields: 'x'.repeat(61) },
  ])('is refused with %j before anything is sent', async (input) => {
    const ports = recordingPorts();
    const call = aCall(ports, { instruction: 'Sum up', ...input }, connection);

    await expect(ask.perform(call)).rejects.toMatchObject({ code: 'rejected' });
    expect(ports.requests).toEqual([]);
  });

  it.each([{ key: 'a\nb' }, { key: 'ключ' }, { model: '' }, { baseUrl: 'nowhere' }])(
    'is not sent with the connection %j',
    async (change) => {
      await expect(asked({}, said('x'), { ...connection, ...change })).rejects.toMatchObject({
        code: expect.stringMatching(/rejected|needs_reconnect/),
      });
    },
  );
});

describe('values to pick out', () => {
  it('are those that were asked for, whatever else the model says', async () => {
    const content = '```json\n{"name": "Anna", "tags": ["a"], "other": 1, "price": 10.5}\n```';
    const { output, bodies } = await asked(
      { fields: 'name, price,city, tags,,name' },
      said(content),
    );

    expect(output).toMatchObject({
      text: content,
      values: { name: 'Anna', price: 10.5, city: null, tags: ['a'] },
    });
    expect(JSON.stringify(bodies[0])).toContain(String.raw`[\"name\",\"price\",\"city\",\"tags\"]`);
  });

  it.each(['Anna from Riga', '["Anna"]', '"Anna"', '{"name": {"first": "Anna"}}', '{"name":', '1'])(
    'are not there in the answer %s, which is told',
    async (content) => {
      await expect(asked({ fields: 'name' }, said(content))).rejects.toMatchObject({
        code: 'rejected',
        why: { code: 'model_answer_not_json' },
      });
    },
  );

  it('are not taken from half an answer', async () => {
    const half = said('{"name": "An"}', { finish_reason: 'length' });

    await expect(asked({ fields: 'name' }, half)).rejects.toMatchObject({
      why: { code: 'model_answer_cut' },
      pointer: '/maxTokens',
    });
  });

  it('are never those of a prototype', () => {
    const values = readValues('{"__proto__": {"a": 1}, "x": 1}', ['constructor', 'x']);

    expect(values).toEqual({ constructor: null, x: 1 });
    expect(Reflect.getPrototypeOf(values)).toBe(Object.prototype);
  });
});

describe("the service's refusals", () => {
  const refused = (status: number, error: JsonValue = { message: 'Bad thing' }): HttpResponse =>
    json({ error }, status);

  it.each([
    [400, 'rejected', 'status_refused'],
    [401, 'needs_reconnect', 'status_key'],
    [402, 'needs_reconnect', 'model_no_credit'],
    [403, 'needs_reconnect', 'status_key'],
    [404, 'needs_reconnect', 'model_unknown'],
    [413, 'rejected', 'model_text_too_long'],
    [429, 'throttled', 'status_busy'],
    [500, 'unavailable', 'status_broken'],
    [503, 'unavailable', 'status_broken'],
  ])('%i is %s, and never shows the key', async (status, code, why) => {
    const error: unknown = await asked({}, refused(status)).catch((thrown) => thrown);

    expect(error).toMatchObject({ code, why: { code: why, quote: 'Bad thing' } });
    expect(JSON.stringify([error, String(error)])).not.toContain('sk-secret');
  });

  it('waits as long as the service asks', async () => {
    const busy = { ...refused(429), headers: { 'retry-after': '31' } };

    await expect(asked({}, busy)).rejects.toMatchObject({ retryAfterMs: 31_000 });
  });

  it('waits for no credit to come by itself', async () => {
    const empty = refused(429, { message: 'You exceeded your quota', code: 'insufficient_quota' });

    await expect(asked({}, empty)).rejects.toMatchObject({
      code: 'needs_reconnect',
      why: { code: 'model_no_credit' },
    });
  });

  it.each([
    [{ message: 'Too long', code: 'context_length_exceeded' }],
    ['This model has a maximum context length of 4096 tokens'],
  ])('a text that is too long is no use to send again: %j', async (error) => {
    await expect(asked({ text: 'x' }, refused(400, error))).rejects.toMatchObject({
      code: 'rejected',
      pointer: '/text',
      why: { code: 'model_text_too_long' },
    });
  });

  it('a failure inside of a success is a failure', async () => {
    await expect(asked({}, refused(200, { code: 429, message: 'slow' }))).rejects.toMatchObject({
      code: 'throttled',
    });
    await expect(asked({}, refused(200, { code: 'x', message: 'odd' }))).rejects.toMatchObject({
      code: 'unavailable',
    });
  });

  it.each([
    ['a page', { status: 200, headers: {}, body: Buffer.from('<html>') }],
    ['a list', json([])],
    ['no choices', json({ choices: [] })],
    ['a choice without words', json({ choices: [{ text: 'old' }] })],
  ])('%s in the stead of an answer is asked for again', async (_name, answer) => {
    await expect(asked({}, answer)).rejects.toMatchObject({ code: 'unavailable', sent: 'maybe' });
  });

  it.each(['', ' ', null, ['a']])('the words %j are no answer', async (content) => {
    await expect(asked({}, said(content))).rejects.toMatchObject({
      why: { code: 'model_answer_empty' },
    });
  });
});

describe('the connection', () => {
  const check = (answer: HttpResponse, given: JsonObject = connection) => {
    const ports = recordingPorts(() => answer);
    return { ports, found: ai.connection!.check({ ...ports, connection: given }) };
  };

  it('is tried by asking for the list of models', async () => {
    const { ports, found } = check(json({ data: [{ id: 'small' }, 'junk'] }));

    expect((await found).why).toEqual({ code: 'works_model', values: { model: 'small' } });
    expect(ports.requests).toMatchObject([
      { method: 'GET', url: 'https://models.example/v1/models' },
    ]);
    expect(ports.requests[0]).not.toHaveProperty('body');
  });

  it.each([
    ['small:latest', 'works_model'],
    ['other', 'works_model_unlisted'],
  ])('with the list of %s says %s', async (id, code) => {
    expect((await check(json({ data: [{ id }] })).found).why.code).toBe(code);
  });

  it.each([
    [json({}, 401), 'needs_reconnect', 'status_key'],
    [json({}, 404), 'rejected', 'model_api_unknown'],
    [json({ ok: true }), 'rejected', 'model_api_unknown'],
    [{ status: 200, headers: {}, body: Buffer.from('<html>') }, 'unavailable', 'model_api_unknown'],
    [json({}, 502), 'unavailable', 'status_broken'],
  ])('is told what is wrong: %#', async (answer, code, why) => {
    await expect(check(answer).found).rejects.toMatchObject({ code, why: { code: why } });
  });
});
