import { describe, expect, it } from 'vitest';
import { createIntake } from '../intake.js';
import { defaultIntakeLimits } from '../intake-limits.js';
import { aForm, aFormBuilder, aPreset, aRequest, storedText as stored } from '../intake.given.js';
import type { IntakeOutcome } from '../outcome.js';
import type { RawRequest } from '../raw-request.js';
import { hidesField, maskIntake } from './mask-intake.js';

const nobody = { verification: null };

const take = async (
  request: RawRequest,
  rules: readonly string[],
  preset = aPreset(),
  settings = {},
): Promise<IntakeOutcome> =>
  maskIntake(createIntake(preset, settings), rules, defaultIntakeLimits)(request, nobody);

const payloadOf = (outcome: IntakeOutcome) =>
  outcome.outcome === 'event' ? outcome.body.payload : null;

describe('what the owner never wants stored', () => {
  it('is masked in a field of that name, however deep, in lists and in any case', async () => {
    const body = {
      Name: 'Anna',
      Password: 'pw-1',
      list: [{ password: 7 }, { PASSWORD: ['a1b2'] }],
    };
    const outcome = await take(aRequest({ body: JSON.stringify(body) }), ['password']);

    const list = [{ password: '***' }, { PASSWORD: '***' }];
    expect(payloadOf(outcome)).toEqual({ Name: 'Anna', Password: '***', list });
    for (const secret of ['pw-1', 'a1b2', ':7']) expect(stored(outcome)).not.toContain(secret);
  });

  it('is masked in the query also where the query is all that came', async () => {
    const query = 'sid=5ecret&name=Anna&deep[sid]=5';
    const outcome = await take(aRequest({ method: 'GET', query }), ['query:sid']);
    expect(payloadOf(outcome)).toEqual({ sid: '***', name: 'Anna', deep: { sid: '5' } });
    expect(stored(outcome)).not.toContain('5ecret');
    // In a body the owner has hidden nothing by that rule.
    const body = await take(aRequest({ query, body: '{"sid":"body"}' }), ['query:sid']);
    expect(payloadOf(body)).toEqual({ sid: 'body' });
  });

  it('is masked at a path and nowhere else, whatever number of the list it stands at', async () => {
    const body = { pin: '1111', cards: [{ pin: '2222' }, { pin: '3333' }] };
    const outcome = await take(aRequest({ body: JSON.stringify(body) }), ['cards.0.pin']);

    expect(payloadOf(outcome)).toEqual({ pin: '1111', cards: [{ pin: '***' }, { pin: '***' }] });
  });

  it('keeps the rest of JSON and of a form readable as it came', async () => {
    const json = await take(aRequest({ body: '{"a": 1,"pin":"12"}' }), ['pin']);
    const form = await take(aForm({ Name: 'Анна', 'card[pin]': '12', n: '12' }), ['card.pin']);

    if (json.outcome !== 'event' || form.outcome !== 'event') throw new Error('not accepted');
    expect(Buffer.from(json.rawBody).toString()).toBe('{"a":1,"pin":"***"}');
    expect(Buffer.from(form.rawBody).toString()).toContain('card%5Bpin%5D=**&n=12');
    expect(form.body.isDerived && json.body.isDerived).toBe(true);
  });

  it('leaves no byte of XML and of a form with files, where its place is not known', async () => {
    const xml = aRequest({ type: 'application/xml', body: '<a><pin>4321</pin><b>ok</b></a>' });
    const parts = [
      '--x\r\ncontent-disposition: form-data; name="pin"\r\n\r\n4321\r\n',
      '--x\r\ncontent-disposition: form-data; name="scan"; filename="p.txt"\r\n\r\npassport 99\r\n',
      '--x--\r\n',
    ];
    const files = aRequest({ type: 'multipart/form-data; boundary=x', body: parts.join('') });

    expect(stored(await take(xml, ['pin']))).not.toContain('4321');
    const outcome = await take(files, ['pin', 'scan']);
    expect(stored(outcome)).not.toMatch(/4321|passport 99/);
    if (outcome.outcome !== 'event') throw new Error('not accepted');
    expect(outcome.body.files).toEqual([]);
  });

  it('is masked in the query and in headers, and the query of a GET with its payload', async () => {
    const headers: [string, string][] = [['X-Token', 'abc-1']];
    const got = aRequest({ method: 'GET', query: 'key=k%2D1&Name=Anna', type: null, headers });
    const outcome = await take(got, ['header:x-token', 'key']);

    expect(stored(outcome)).not.toMatch(/abc-1|k-1|k%2D1/);
    expect(outcome.query).toBe('key=***&Name=Anna');
    expect(payloadOf(outcome)).toEqual({ key: '***', Name: 'Anna' });
  });

  it('is masked in JSON that hides in a text, also where a reading unfolds it', async () => {
    const payment = JSON.stringify({ card: '4111 1111', orderid: 9 });
    const outcome = await take(aForm({ Name: 'A', payment }), ['card'], aFormBuilder());

    expect(stored(outcome)).not.toMatch(/4111/);
    expect(payloadOf(outcome)).toMatchObject({ payment: { card: '***', orderid: 9 } });
  });

  it('is masked where the same text stands a second time, unless it is too short to tell', async () => {
    const body = { token: 'long-secret-1', note: 'see long-secret-1!', pin: '12', n: '12' };
    const outcome = await take(aRequest({ body: JSON.stringify(body) }), ['token', 'pin']);

    expect(payloadOf(outcome)).toEqual({ token: '***', note: 'see ***!', pin: '***', n: '12' });
  });

  it('is not in the line of a list, nor in the parts of a batch', async () => {
    const body = { items: [{ phone: '+79161234567' }, { phone: '+79160000000' }] };
    const request = aRequest({ body: JSON.stringify(body) });
    const outcome = await take(request, ['phone'], aPreset(), { splitPath: 'items' });

    expect(outcome).toMatchObject({ outcome: 'events', elements: [{ summary: '***' }, {}] });
    expect(stored(outcome)).not.toContain('7916');
  });

  it('leaves nothing of a body that could not be read', async () => {
    const outcome = await take(aRequest({ body: '{"pin":"4321"' }), ['pin']);
    expect(outcome.outcome).toBe('rejected');
    expect(stored(outcome)).not.toContain('4321');
    const kept = await take(aRequest({ body: '{"pin":"4321"' }), ['header:x-token']);
    expect(stored(kept)).toContain('4321');
  });

  it('still tells events apart by a value that is masked', async () => {
    const keyOf = async (pin: string) => {
      const request = aRequest({ body: JSON.stringify({ pin }) });
      const outcome = await take(request, ['pin'], aPreset(), { dedupePath: 'pin' });
      return outcome.outcome === 'event' ? outcome.dedupeKey : null;
    };
    expect(await keyOf('1')).not.toBe(await keyOf('2'));
    expect(await keyOf('1')).toBe(await keyOf('1'));
  });

  it('changes nothing where nothing is found, and is no judge of its own without rules', async () => {
    const request = aRequest({ body: '{"a": 1, "pin": "", "b": null}' });
    const judge = createIntake(aPreset(), {});
    expect(maskIntake(judge, [], defaultIntakeLimits)).toBe(judge);
    expect(await take(request, ['pin', 'b', 'header:x'])).toEqual(await judge(request, nobody));
  });

  it('is bounded by what may be parsed, whatever hides in a text', async () => {
    const deep = '['.repeat(20_000);
    const outcome = await take(aRequest({ body: JSON.stringify({ deep, pin: '1' }) }), ['pin']);
    expect(payloadOf(outcome)).toEqual({ deep, pin: '***' });
  });
});

it('tells which fields rules hide', () => {
  const isHidden = hidesField(['pin', 'card.*.cvc']);
  expect(isHidden(['a', '0', 'Pin'])).toBe(true);
  expect(isHidden(['card', 'first', 'cvc'])).toBe(true);
  expect(isHidden(['card', 'cvc'])).toBe(false);
  expect(hidesField([])(['pin'])).toBe(false);
  const outside = hidesField(['header:X-Shop', 'query:key']);
  expect([outside(['x-shop'], 'headers'), outside(['key'], 'query')]).toEqual([true, true]);
  expect([outside(['x-shop'], 'query'), outside(['key'], 'headers')]).toEqual([false, false]);
});
