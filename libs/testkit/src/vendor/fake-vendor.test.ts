import { afterEach, describe, expect, it } from 'vitest';
import { fakeVendor, type FakeVendor } from './fake-vendor.js';

let vendor: FakeVendor;
afterEach(() => vendor.stop());

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(vendor.url + path, { method: 'POST', body: JSON.stringify(body), headers });

describe('fakeVendor', () => {
  it('records what it gets and answers by route', async () => {
    vendor = await fakeVendor();
    vendor.reply('POST /leads', ({ json }) => ({ status: 201, body: { got: json } }));

    const answer = await post('/leads?x=1', { name: 'Аня' }, { 'X-Key': 'k' });

    expect(answer.status).toBe(201);
    expect(await answer.json()).toEqual({ got: { name: 'Аня' } });
    expect(vendor.requests[0]).toMatchObject({ method: 'POST', path: '/leads' });
    expect(vendor.requests[0]?.query.get('x')).toBe('1');
    expect(vendor.requests[0]?.headers['x-key']).toBe('k');
  });

  it('fails and throttles a number of times, without effect, then is well', async () => {
    vendor = await fakeVendor();
    vendor.behave({ mode: 'fail', status: 503, times: 2 });
    const statuses = [];
    for (let count = 0; count < 3; count += 1) statuses.push((await post('/', {})).status);
    vendor.behave({ mode: 'throttle', retryAfterSecs: 7, times: 1 });

    expect(statuses).toEqual([503, 503, 200]);
    expect((await post('/', {})).headers.get('retry-after')).toBe('7');
    expect(vendor.effects.all).toHaveLength(1);
  });

  it('acts before it drops the line, and counts the effect by key and by field', async () => {
    vendor = await fakeVendor();
    vendor.behave({ mode: 'drop', times: 1 });
    const key = { 'Idempotency-Key': 'k1' };

    await expect(post('/', { n: 1 }, key)).rejects.toThrow();
    await post('/', { n: 1 }, key);

    expect(vendor.effects.byKey()).toEqual(new Map([['k1', 2]]));
    expect(vendor.effects.byField('n')).toEqual(new Map([['1', 2]]));
  });

  it('honours an Idempotency-Key when told to', async () => {
    vendor = await fakeVendor({ isIdempotent: true });
    for (const key of ['k1', 'k1', 'k2']) await post('/', {}, { 'Idempotency-Key': key });
    expect(vendor.effects.byKey()).toEqual(new Map(Object.entries({ k1: 1, k2: 1 })));
  });

  it('hangs until the caller gives up', async () => {
    vendor = await fakeVendor();
    vendor.behave({ mode: 'hang' });
    const signal = AbortSignal.timeout(100);
    await expect(fetch(vendor.url, { signal })).rejects.toThrow();
    expect(vendor.effects.all).toEqual([]);
  });

  it('dies, and comes back at the same address', async () => {
    vendor = await fakeVendor();
    await post('/', {});
    await vendor.die();
    await expect(post('/', {})).rejects.toThrow();
    await vendor.revive();
    expect((await post('/', {})).status).toBe(200);
  });

  it('says what it waited for', async () => {
    vendor = await fakeVendor();
    const wait = vendor.until((requests) => requests.length > 0, { what: 'a lead', timeoutMs: 30 });
    await expect(wait).rejects.toThrow('Waited 30 ms in vain: a lead; it has 0 requests.');
  });
});
