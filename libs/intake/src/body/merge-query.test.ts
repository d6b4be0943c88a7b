import { describe, expect, it } from 'vitest';
import { accept, aForm, aPreset, aRequest, storedText } from '../intake.given.js';
import { createIntake } from '../intake.js';
import { defaultIntakeLimits } from '../intake-limits.js';
import { maskIntake } from '../secret/mask-intake.js';
import { masksFor } from '../secret/masks-for.js';

const preset = aPreset({ mergesQuery: true });
const merged = async (request: Parameters<typeof accept>[0]) =>
  (await accept(request, { preset })).body.payload;

describe('a query that is merged', () => {
  it('stands beside the body, which has the last word', async () => {
    const json = aRequest({ query: 'a=1&b=query', body: '{"b":"body","c":3}' });
    expect(await merged(json)).toEqual({ a: '1', b: 'body', c: 3 });
    const form = { ...aForm({ b: 'body' }), query: 'a[x]=1&b=query' };
    expect(await merged(form)).toEqual({ a: { x: '1' }, b: 'body' });
    expect(await merged(aRequest({ query: 'a=1', type: null }))).toEqual({ a: '1' });
    expect(await merged(aRequest({ method: 'GET', query: 'a=1' }))).toEqual({ a: '1' });
  });

  it('changes no list, no body without a query, and nothing of other senders', async () => {
    expect(await merged(aRequest({ query: 'a=1', body: '[1]' }))).toEqual([1]);
    const plain = aRequest({ body: '{"c":3}' });
    expect((await accept(plain, { preset })).body.isDerived).toBe(false);
    const other = await accept(aRequest({ query: 'a=1', body: '{"c":3}' }));
    expect(other.body.payload).toEqual({ c: 3 });
  });

  it('makes no key of the sender and no value that is hidden by rule a field', async () => {
    const key = 'a-key-of-the-sender';
    const request = aRequest({ query: `key=${key}&sid=5ecret&b=1`, body: '{"c":3}' });
    const connection = { name: 'key', value: key };
    const outcome = await accept(request, { preset, connection });
    expect(outcome.body.payload).toMatchObject({ key: '***', b: '1', c: 3 });

    const rules = masksFor(preset, ['query:sid']);
    const masking = maskIntake(createIntake(preset, {}), rules, defaultIntakeLimits);
    const masked = await masking(request, { verification: connection });
    expect(storedText(masked)).not.toMatch(/5ecret|a-key-of-the-sender/);
    expect(masked).toMatchObject({ body: { payload: { sid: '***', b: '1' } } });
  });
});
