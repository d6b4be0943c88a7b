import { idPartOfKey } from '@hookline/contract';
import { describe, expect, it } from 'vitest';
import { accept, aForm, aFormBuilder, aPreset, aRequest, reject, take } from './intake.given.js';
import { acceptedReply } from './reply.js';

const preset = aFormBuilder();
const connection = { name: 'key', value: 'a long secret' };

describe('a test ping', () => {
  it('is shown and answered with the words that the sender waits for', async () => {
    const outcome = await take(aForm({ test: 'test' }), { preset });

    expect(outcome).toMatchObject({
      outcome: 'test',
      reply: { status: 200, body: 'ok', headers: { 'content-type': 'text/plain; charset=utf-8' } },
    });
  });

  it.each([
    { test: 'test', Name: 'Анна' },
    { test: 'Test' },
    { test: 'test', tranid: '1:2' },
    { Name: 'test' },
  ])('is not mistaken for a lead: %j', async (fields) => {
    expect((await take(aForm(fields), { preset })).outcome).toBe('event');
  });

  it('may carry the key, and must when one is asked for', async () => {
    const signed = await take(aForm({ test: 'test', key: 'a long secret' }), {
      preset,
      connection,
    });
    const bare = await take(aForm({ test: 'test' }), { preset, connection });

    expect([signed.outcome, bare.outcome]).toEqual(['test', 'rejected']);
  });

  it('IN-18: is what a HEAD request is, so it never runs a flow', async () => {
    expect(await take(aRequest({ method: 'HEAD', type: null }))).toMatchObject({
      outcome: 'test',
      reply: { status: 200 },
    });
  });
});

describe('the dedupe key', () => {
  const lead = { Name: 'Анна', tranid: '1:616' };

  it('is the same for a second try of the sender', async () => {
    const first = await accept(aForm(lead), { preset });
    const second = await accept(aForm(lead), { preset });

    expect(first.dedupeKey).toMatch(/^[0-9a-f]{64}$/);
    expect(second.dedupeKey).toBe(first.dedupeKey);
  });

  it('SIG-9: differs for another body with the same id when nobody proved who sent it', async () => {
    const forged = await accept(aForm({ Name: 'Eve', tranid: '1:616' }), { preset });

    const real = await accept(aForm(lead), { preset });
    const another = await accept(aForm({ ...lead, tranid: '1:617' }), { preset });
    const idPart = ({ dedupeKey }: { dedupeKey: string | null }) =>
      dedupeKey?.slice(0, idPartOfKey);

    expect(forged.dedupeKey).not.toBe(real.dedupeKey);
    expect([idPart(forged) === idPart(real), idPart(another) === idPart(real)]).toEqual([
      true,
      false,
    ]);
  });

  it('SIG-9: is the id alone when the sender proved itself', async () => {
    const proved = { key: 'a long secret', tranid: '1:616' };

    const first = await accept(aForm({ ...proved, Name: 'a' }), { preset, connection });
    const second = await accept(aForm({ ...proved, Name: 'b' }), { preset, connection });

    expect(second.dedupeKey).toBe(first.dedupeKey);
  });

  it('DU-4: is none without an id, so two honest equal leads are two', async () => {
    expect((await accept(aForm({ Name: 'Анна' }), { preset })).dedupeKey).toBeNull();
    expect((await accept(aForm({ Name: 'Анна', tranid: ' ' }), { preset })).dedupeKey).toBeNull();
    expect((await accept(aRequest({ body: '{"id":1}' }))).dedupeKey).toBeNull();
  });

  it.each([
    ['order.id', { body: '{"order":{"id":7}}' }],
    ['body:order.[a.b].0', { body: '{"order":{"a.b":["7"]}}' }],
    ['header:Webhook-Id', { headers: [['webhook-id', '7'] as const], body: '{}' }],
    ['query:requestId', { query: 'requestId=7', body: '{}' }],
  ])('is found where the owner says: %s', async (dedupePath, sent) => {
    const one = await accept(aRequest({ ...sent, path: '/a' }), { settings: { dedupePath } });
    const two = await accept(aRequest({ ...sent, path: '/b' }), { settings: { dedupePath } });

    expect(one.dedupeKey).toMatch(/^[0-9a-f]{64}$/);
    expect(two.dedupeKey).toBe(one.dedupeKey);
  });

  it('does not reach into a prototype', async () => {
    const settings = { dedupePath: 'constructor.name' };

    expect((await accept(aRequest({ body: '{}' }), { settings })).dedupeKey).toBeNull();
  });
});

describe('methods', () => {
  it('refuses a method that the sender does not use with 405', async () => {
    expect(await reject(aRequest({ method: 'GET', type: null }), { preset })).toMatchObject({
      status: 405,
    });
    expect(await reject(aRequest({ method: 'TRACE', type: null }))).toMatchObject({ status: 405 });
  });

  it.each([['POST, put'], [['POST', 'PUT']]])('are narrowed by the setting %j', async (allowed) => {
    const settings = { allowedMethods: allowed };

    const put = await take(aRequest({ method: 'PUT', body: '{}' }), { settings });

    expect(put.outcome).toBe('event');
    expect(await reject(aRequest({ method: 'GET', type: null }), { settings })).toMatchObject({
      status: 405,
    });
  });

  it('are never widened by the setting', async () => {
    const settings = { allowedMethods: ['GET'] };

    expect((await reject(aRequest({ method: 'GET' }), { preset, settings })).status).toBe(405);
  });
});

describe('the summary', () => {
  it.each([
    [{ Phone: '+7 900', x: 'y', Name: 'Анна\n  П.', email: 'a@b.c' }, 'Анна П. · +7 900 · a@b.c'],
    [{ data: { customer: { name: 'Bob' } }, id: 5 }, 'Bob'],
    [{ a: 1, b: true, c: null, d: 'x' }, '1 · true · x'],
    [{}, ''],
    [[1, [2]], '1 · 2'],
  ])('of %j is %j', async (payload, summary) => {
    expect((await accept(aRequest({ body: JSON.stringify(payload) }))).summary).toBe(summary);
  });

  it('has at most 200 characters and no half of a character', async () => {
    const name = '😀'.repeat(500);

    const { summary } = await accept(aRequest({ body: JSON.stringify({ name }) }));

    expect(summary.length).toBeLessThanOrEqual(200);
    expect(summary).not.toMatch(/\p{Surrogate}/u);
  });
});

describe('the reply', () => {
  it("is the sender's own words, also for a duplicate", () => {
    for (const isDuplicate of [false, true]) {
      expect(acceptedReply(preset, { id: 'e1', isDuplicate })).toMatchObject({
        status: 200,
        body: 'ok',
      });
    }
  });

  it('is 202 with the id, and says when it is a duplicate', () => {
    const first = acceptedReply(aPreset(), { id: 'e1', isDuplicate: false });
    const again = acceptedReply(aPreset(), { id: 'e1', isDuplicate: true });

    expect(first.status).toBe(202);
    expect(JSON.parse(first.body)).toEqual({ id: 'e1', status: 'accepted' });
    expect(JSON.parse(again.body)).toEqual({ id: 'e1', status: 'accepted', duplicate: true });
  });
});
