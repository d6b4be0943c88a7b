import type { JsonValue } from '@hookline/contract';
import { quickestMs } from '@hookline/testkit';
import { describe, expect, it } from 'vitest';
import { accept, aForm, aFormBuilder, aRequest } from '../intake.given.js';
import { defaultIntakeLimits } from '../intake-limits.js';
import { readCookies } from './read-cookies.js';
import { readProducts } from './read-products.js';

const preset = aFormBuilder();
const products = (value: JsonValue): JsonValue | null => readProducts(value, defaultIntakeLimits);

describe('marks in cookies', () => {
  it('reads the marks that the form builder packs into one cookie', () => {
    const packed =
      'utm_source%3Dyandex%7C%7C%7Cutm_medium%3Dcpc%7C%7C%7Cutm_campaign%3D%D0%9B%D0%B5%D1%82%D0%BE';

    expect(readCookies(`_ym_uid=1; TILDAUTM=${packed}; previousUrl=x`)).toEqual({
      source: 'yandex',
      medium: 'cpc',
      campaign: 'Лето',
    });
  });

  it('reads plain utm cookies, and lets the packed ones win', () => {
    expect(readCookies('utm_source=a; utm_term=t; TILDAUTM=utm_source=b|||utm_content=c')).toEqual({
      source: 'b',
      content: 'c',
      term: 't',
    });
  });

  it.each(['', 'a=b', 'TILDAUTM=', 'utm_source=', '%%%;;;===', 5, null, ['utm_source=a']])(
    'finds none in %j',
    (value) => expect(readCookies(value)).toBeNull(),
  );

  it('leaves a broken percent sign as it is', () => {
    expect(readCookies('utm_source=50%')).toEqual({ source: '50%' });
  });
});

describe('goods of a cart', () => {
  it.each(['Чай - зелёный - 2x1 200,50 = 2401', 'Чай - зелёный - 2 х 1200.50 ≡ 2 401'])(
    'reads the written form %j',
    (text) =>
      expect(products([text])).toEqual([
        { name: 'Чай - зелёный', quantity: 2, price: 1_200.5, amount: 2_401 },
      ]),
  );

  it('reads numbers of objects and keeps their other fields', () => {
    expect(
      products([{ name: 'A', quantity: '2', price: '10.5', amount: '21', sku: '007' }]),
    ).toEqual([{ name: 'A', quantity: 2, price: 10.5, amount: 21, sku: '007' }]);
  });

  it('splits one text of several goods, but not a name with a semicolon', () => {
    expect(products('A - 1x2 = 2; B - 3x4 = 12')).toMatchObject([{ name: 'A' }, { name: 'B' }]);
    expect(products('Тетрадь; в клетку')).toEqual([{ name: 'Тетрадь; в клетку' }]);
  });

  it('reads JSON text, one object, and an object of numbered goods', () => {
    expect(products('["A - 1x2 = 2"]')).toMatchObject([{ name: 'A', amount: 2 }]);
    expect(products({ name: 'A' })).toEqual([{ name: 'A' }]);
    expect(products({ '1': 'A - 1x2 = 2', '5': { name: 'B' } })).toMatchObject([
      { name: 'A' },
      { name: 'B' },
    ]);
  });

  it.each(['', '   ', 5, null, true])('finds none in %j', (value) =>
    expect(products(value)).toBeNull(),
  );

  it('reads a hostile text in linear time', async () => {
    const spentMs = await quickestMs(() => {
      products(' - 1x'.repeat(100_000));
      products([`${'1 '.repeat(50_000)}x`, ' - '.repeat(50_000)]);
    });

    expect(spentMs).toBeLessThan(500);
  });
});

describe('readings of a preset', () => {
  it('puts utm and products beside the fields, whichever way the cart came', async () => {
    const cart = { orderid: '5', amount: '200', products: ['Чай - 2x100 = 200'] };
    const expected = [{ name: 'Чай', quantity: 2, price: 100, amount: 200 }];

    const asJson = await accept(aForm({ payment: JSON.stringify(cart), COOKIES: 'utm_source=a' }), {
      preset,
    });
    const nested = await accept(aForm({ 'payment[products][0]': 'Чай - 2x100 = 200' }), { preset });
    const json = await accept(aRequest({ body: JSON.stringify({ payment: cart }) }), { preset });

    expect(asJson.body.payload).toEqual({
      payment: { orderid: '5', amount: '200', products: expected },
      COOKIES: 'utm_source=a',
      utm: { source: 'a' },
    });
    expect(nested.body.payload).toEqual({ payment: { products: expected } });
    expect(json.body).toMatchObject({
      isDerived: true,
      payload: { payment: { products: expected } },
    });
  });

  it('changes nothing where there is nothing to read', async () => {
    const { body } = await accept(aRequest({ body: '{"payment":"by card"}' }), { preset });

    expect(body).toMatchObject({ payload: { payment: 'by card' }, isDerived: false });
  });
});
