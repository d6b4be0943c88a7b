import { describe, expect, it } from 'vitest';
import { ask, isTaking } from './ask-registration.given.js';
import { findRegistration, registrations } from './index.js';
import { json } from './ports.given.js';
import {
  amocrm,
  exchanges,
  github,
  gitlab,
  hookUrl,
  moysklad,
  shopify,
  woo,
} from './registrations.given.js';

const aPageOf = (hook: object) =>
  Array.from({ length: 100 }, (_, at) => ({ ...hook, id: 100 + at }));

describe('a registration', () => {
  it.each([
    ['shopify', { webhooks: [shopify, { ...shopify, id: 10, topic: 'orders/paid' }] }, '10.json'],
    ['woocommerce', [woo, { ...woo, id: 6 }], '6?force=true'],
    ['moysklad', { rows: [moysklad, { ...moysklad, id: 'm2', action: 'DELETE' }] }, 'm2'],
  ] as const)(
    'of %s drops last what is too much, and lets what is right stand',
    async (app, list, end) => {
      const known = registrations.find((each) => each.app === app);
      if (!known) throw new Error('there is none');
      const { exchange, call, requests } = ask(known, () => json(list));

      const made = await known.change(call, ['whatever']);

      expect(requests.filter(({ method }) => method === 'POST')).toEqual([]);
      expect(requests.filter(isTaking).map(({ url }) => url.split('/').at(-1))).toEqual([end]);
      expect(requests.at(-1)?.method).toBe('DELETE');
      expect(made.ids).toEqual(exchange.ids);
    },
  );

  it('of GitLab that stays switched off is replaced, the new one first', async () => {
    const known = findRegistration('gitlab', 'event');
    if (!known) throw new Error('there is none');
    const { call, requests } = ask(known, ({ method }) =>
      json(method === 'POST' ? { ...gitlab, id: 8 } : { ...gitlab, alert_status: 'disabled' }),
    );

    expect(await known.change(call, ['7'])).toEqual({ ids: ['8'] });
    expect(requests.map(({ method }) => method)).toEqual(['PUT', 'POST', 'DELETE']);
  });

  it.each([
    ['gitlab', 'event', () => aPageOf({ ...gitlab, url: 'https://x.example' }), [gitlab]],
    [
      'github',
      'event',
      () => aPageOf({ ...github, config: { url: 'https://x.example' } }),
      [github],
    ],
    ['woocommerce', 'change', () => aPageOf({ ...woo, delivery_url: 'https://x.example' }), [woo]],
    [
      'amocrm',
      'change',
      () => ({
        _links: { next: { href: 'https://evil.example' } },
        _embedded: { webhooks: [{ ...amocrm, id: 9, destination: 'https://x.example' }] },
      }),
      { _embedded: { webhooks: [amocrm] } },
    ],
  ] as const)(
    'of %s finds its own on a later page, and makes no other',
    async (app, event, full, last) => {
      const known = findRegistration(app, event);
      if (!known) throw new Error('there is none');
      const pageOf = (url: string) => Number(new URL(url).searchParams.get('page') ?? 1);
      const { call, requests, exchange } = ask(known, ({ url }) =>
        json(pageOf(url) < 3 ? full() : last),
      );

      expect(await known.find(call)).toEqual({ ids: exchange.ids, fits: true });
      expect(requests.map(({ url }) => pageOf(url))).toEqual([1, 2, 3]);
      expect(new Set(requests.map(({ url }) => new URL(url).host)).size).toBe(1);

      const endless = ask(known, () => json(full()));
      expect(await known.find(endless.call)).toEqual({ ids: [], fits: false });
      expect(endless.requests).toHaveLength(20);
    },
  );

  describe('whose secret stands in its address', () => {
    const older = `${hookUrl}?secret=older`;
    const newer = `${hookUrl}?secret=newer`;

    it('of MoySklad finds what has an older secret, and has it send with the new one', async () => {
      const known = findRegistration('moysklad', 'change');
      if (!known) throw new Error('there is none');
      const { call, requests } = ask(known, () => json({ rows: [{ ...moysklad, url: older }] }));
      const now = { ...call, hookUrl: newer };

      expect(await known.find(now)).toEqual({ ids: ['m1'], fits: false });
      expect(await known.change(now, ['m1'])).toEqual({ ids: ['m1'] });
      const changes = requests.filter(({ method }) => method !== 'GET');
      expect(changes.map(({ method }) => method)).toEqual(['PUT']);
      expect(JSON.parse(String(changes[0]?.body))).toEqual({ url: newer, enabled: true });
    });

    it('of amoCRM finds what has an older secret, and takes it away when the new one is there', async () => {
      const known = findRegistration('amocrm', 'change');
      if (!known) throw new Error('there is none');
      let webhooks = [{ ...amocrm, destination: older }];
      const { call, requests } = ask(known, ({ method, body }) => {
        if (method === 'GET') return json({ _embedded: { webhooks } });
        if (method === 'DELETE') return json(null, 204);
        const made = { ...amocrm, id: 4, destination: newer };
        webhooks = [...webhooks, made];
        expect(JSON.parse(String(body))).toMatchObject({ destination: newer });
        return json(made);
      });
      const now = { ...call, hookUrl: newer };

      expect(await known.find(now)).toEqual({ ids: ['3'], fits: false });
      expect(await known.change(now, ['3'])).toEqual({ ids: ['4'] });
      expect(requests.map(({ method }) => method)).toEqual(['GET', 'POST', 'GET', 'DELETE']);
      expect(JSON.parse(String(requests.at(-1)?.body))).toEqual({ destination: older });
    });

    it.each(['moysklad', 'amocrm'] as const)('of %s is none of another flow', async (app) => {
      const known = registrations.find((each) => each.app === app);
      if (!known) throw new Error('there is none');
      const { call } = ask(known, () => json(exchanges[app]?.list ?? null));

      const found = await known.find({ ...call, hookUrl: `${hookUrl}9?secret=newer` });
      expect(found).toEqual({ ids: [], fits: false });
    });
  });

  it('says by a code what a person has to write otherwise', async () => {
    const known = findRegistration('github', 'event');
    if (!known) throw new Error('there is none');
    const { call } = ask(known, () => json([]));

    await expect(known.find({ ...call, settings: { repository: 'site' } })).rejects.toMatchObject({
      why: { code: 'source_field', values: { field: { ru: 'Репозиторий' }, example: 'acme/site' } },
    });
  });

  it('has a bot of the same flow send to its new address', async () => {
    const known = findRegistration('telegram', 'update');
    if (!known) throw new Error('there is none');
    const before = 'https://hooks.example/hooks/before';
    const { call } = ask(known, () => json({ ok: true, result: { url: before } }));

    expect(await known.find({ ...call, otherUrls: [before] })).toEqual({
      ids: [before],
      fits: false,
    });
  });

  it('takes no bot away from whoever has it, and tells no more of them than their host', async () => {
    const known = findRegistration('telegram', 'update');
    const info = json({ ok: true, result: { url: 'https://other.example/hooks/their-secret' } });
    if (!known) throw new Error('there is none');

    const error: unknown = await known
      .find(ask(known, () => info).call)
      .catch((thrown: unknown) => thrown);

    expect(error).toMatchObject({ code: 'rejected' });
    expect(String(error)).toContain('other.example');
    expect(String(error)).not.toContain('their-secret');
  });

  it.each([
    ['github', { settings: { repository: '../../user' } }],
    ['github', { settings: { repository: 'acme/..' } }],
    ['github', { settings: { repository: 'acme/site?x=' } }],
    ['shopify', { connection: { shop: 'evil.example/', accessToken: 't' } }],
    ['amocrm', { connection: { account: 'evil.example', apiToken: 't' } }],
    ['amocrm', { connection: { account: 'a.amocrm.ru@evil.example', apiToken: 't' } }],
    ['typeform', { settings: { form: 'a/b' } }],
  ] as const)('sends no key of %s to where %j would lead', async (app, change) => {
    const known = registrations.find((each) => each.app === app);
    if (!known) throw new Error('there is none');
    const { call, requests } = ask(known, () => json([]));

    await expect(known.find({ ...call, ...change })).rejects.toMatchObject({ code: 'rejected' });
    expect(requests).toEqual([]);
  });
});
