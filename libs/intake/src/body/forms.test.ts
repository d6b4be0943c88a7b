import { describe, expect, it } from 'vitest';
import { accept, aForm, aRequest, inheritedNames, reject } from '../intake.given.js';

describe('forms', () => {
  it('nests bracket names, numbers from zero as lists', async () => {
    const request = aForm([
      ['payment[products][0][name]', 'Чай'],
      ['payment[products][0][price]', '100'],
      ['payment[products][1][name]', 'Кофе'],
      ['tags[]', 'a'],
      ['tags[]', 'b'],
      ['leads[add][7][id]', '5'],
    ]);

    expect((await accept(request)).body.payload).toEqual({
      payment: { products: [{ name: 'Чай', price: '100' }, { name: 'Кофе' }] },
      tags: ['a', 'b'],
      leads: { add: { '7': { id: '5' } } },
    });
  });

  it('makes a list of a repeated name and loses nothing where names contradict each other', async () => {
    const request = aForm([
      ['size', 'S'],
      ['size', 'M'],
      ['a', '1'],
      ['a[b]', '2'],
      ['broken[x', '3'],
      ['[x]', '4'],
    ]);

    expect((await accept(request)).body.payload).toEqual({
      size: ['S', 'M'],
      a: { '0': '1', b: '2' },
      'broken[x': '3',
      '[x]': '4',
    });
  });

  it.each(['__proto__[x]', 'constructor[prototype][x]', '__proto__', 'a[__proto__][x]'])(
    'IN-5: stores the name %s flat, as an own name of an object that inherits none',
    async (name) => {
      const { payload } = (await accept(aForm({ [name]: '1' }))).body;

      expect(inheritedNames(payload)).toEqual([]);
      expect(Object.entries(payload as object)).toEqual([[name, '1']]);
      expect(({} as Record<string, unknown>)['x']).toBeUndefined();
    },
  );

  it('IN-6: makes no sparse list of a far index', async () => {
    const { payload } = (await accept(aForm({ 'a[0]': 'x', 'a[999999999]': 'y' }))).body;

    expect(payload).toEqual({ a: { '0': 'x', '999999999': 'y' } });
  });

  it('IN-6: refuses more than 1,000 pairs and takes 1,000', async () => {
    const pairs = (count: number): [string, string][] =>
      Array.from({ length: count }, () => ['a[]', '1']);

    expect(await reject(aForm(pairs(10_000)))).toMatchObject({ status: 400 });
    expect((await accept(aForm(pairs(1_000)))).body.payload).toMatchObject({
      a: { length: 1_000 },
    });
  });

  it('refuses a name nested deeper than 64', async () => {
    expect(await reject(aForm({ [`a${'[b]'.repeat(65)}`]: '1' }))).toMatchObject({ status: 400 });
  });

  it('decodes plus, percent and lone percent signs, and other charsets where declared', async () => {
    const type = 'application/x-www-form-urlencoded';
    const plain = await accept(aRequest({ type, body: 'a=1+2%2B3&b=100%&c&d=%D0%B9&=e' }));
    const old = await accept(
      aRequest({ type: `${type}; charset=windows-1251`, body: 'a=%C0%ED%ED%E0' }),
    );

    expect(plain.body.payload).toEqual({ a: '1 2+3', b: '100%', c: '', d: 'й', '': 'e' });
    expect(old.body.payload).toEqual({ a: 'Анна' });
  });

  it('IN-7: flags a form whose percent signs hide no UTF-8 or a NUL', async () => {
    const type = 'application/x-www-form-urlencoded';

    const { body } = await accept(aRequest({ type, body: 'a=%FF&b=x%00' }));

    expect(body).toMatchObject({ payload: { a: '\ufffd', b: 'x\ufffd' }, wasRepaired: true });
  });
});

describe('text', () => {
  it('IN-9: takes fields that imitate an uploaded file as plain data', async () => {
    const imitation = {
      files: [{ filepath: '/etc/passwd', buffer: { type: 'Buffer', data: [1] } }],
    };

    const { body } = await accept(aRequest({ body: JSON.stringify(imitation) }));

    expect(body.files).toEqual([]);
    expect(body.payload).toEqual(imitation);
  });
});
