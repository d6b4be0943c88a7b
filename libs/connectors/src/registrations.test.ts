import type {
  HttpRequest,
  HttpResponse,
  Registration,
  RegistrationCall,
} from '@hookline/connector-kit';
import { describe, expect, it } from 'vitest';
import { findConnector, findReceiver, findRegistration, registrations } from './index.js';
import { json, recordingPorts } from './ports.given.js';
import {
  amocrm,
  exchanges,
  gitlab,
  hookUrl,
  moysklad,
  shopify,
  woo,
} from './registrations.given.js';

function ask(known: Registration, answer: (request: HttpRequest) => HttpResponse) {
  const exchange = exchanges[known.app];
  if (!exchange) throw new Error(`no exchange of ${known.app} is written down`);
  const ports = recordingPorts(answer);
  const call: RegistrationCall = {
    http: ports.http,
    connection: exchange.connection,
    settings: exchange.settings ?? {},
    hookUrl,
    otherUrls: [],
    events: exchange.events,
    isAll: false,
    secret: 's3cret',
  };
  return { exchange, call, requests: ports.requests };
}

const bodyOf = ({ headers, body }: HttpRequest): unknown =>
  headers?.['content-type'] === 'application/json' ? JSON.parse(String(body)) : String(body);

const isTaking = ({ method, url }: HttpRequest): boolean =>
  method === 'DELETE' || /event\.unbind|deleteWebhook/.test(url);

describe.each(registrations)('the registration at $app', (known) => {
  it('finds what it made by the address alone, and sees when the sender has switched it off', async () => {
    const { exchange, call } = ask(known, () => json(exchanges[known.app]?.list ?? null));
    const unfit = ask(known, () => json(exchanges[known.app]?.unfit ?? null));

    expect(await known.find(call)).toEqual({ ids: exchange.ids, fits: true });
    expect((await known.find(unfit.call)).fits).toBe(false);
  });

  it('tells the sender the address, the events and the secret, as documented', async () => {
    const { exchange, call, requests } = ask(known, () =>
      json(exchanges[known.app]?.created ?? null),
    );

    const made = await known.create(call);

    const [first] = requests;
    expect(first).toMatchObject({ method: exchange.asked.method, url: exchange.asked.url });
    const [name, value] = exchange.asked.header;
    expect(first?.headers?.[name]).toBe(value);
    expect(first && bodyOf(first)).toEqual(exchange.asked.body);
    expect(made.ids).toEqual(exchange.ids);
    expect(made.values).toEqual(known.tellsSecret ? { secret: 'whsec_told' } : undefined);
  });

  it('changes what is there, and never takes it away before something stands in its place', async () => {
    const { unfit = null, created = null } = exchanges[known.app] ?? {};
    const isReading = ({ method, url }: HttpRequest) => method === 'GET' || /event\.get$/.test(url);
    const { exchange, call, requests } = ask(known, (request) =>
      json(isReading(request) ? unfit : created),
    );

    const made = await known.change(call, exchange.ids);

    const [first] = requests.filter((request) => !isReading(request));
    const { method, url, body } = exchange.changed ?? exchange.asked;
    expect(first).toMatchObject({ method, url });
    expect(first && bodyOf(first)).toEqual(body);
    expect(made.ids).toEqual(exchange.ids);
  });

  it('takes nothing away when the sender refuses what is to come instead', async () => {
    const { list = null } = exchanges[known.app] ?? {};
    const isReading = ({ method, url }: HttpRequest) => method === 'GET' || /event\.get$/.test(url);
    const { exchange, call, requests } = ask(known, (request) =>
      isReading(request) ? json(list) : json({ message: 'too many' }, 422),
    );
    const more = { ...call, events: [...call.events, 'UPDATE'], settings: { ...call.settings } };

    await expect(known.change(more, exchange.ids)).rejects.toMatchObject({ code: 'rejected' });

    expect(requests.filter(isTaking)).toEqual([]);
  });

  it('takes it away, and takes what is gone for done', async () => {
    const { gone = json({}, 404), list = null } = exchanges[known.app] ?? {};
    const { exchange, call, requests } = ask(known, ({ method }) =>
      method === 'GET' ? json(list) : gone,
    );

    await known.remove(call, exchange.ids);

    const taking = requests.filter(({ method }) => method !== 'GET');
    expect(taking).toHaveLength(exchange.removals ?? 1);
    expect(taking[0]).toMatchObject(exchange.removed);
  });

  it('says in words that the key is no longer good, and never the key itself', async () => {
    const { exchange, call } = ask(known, () => json({ message: 'Bad credentials' }, 401));

    const error: unknown = await known.find(call).catch((thrown: unknown) => thrown);

    expect(error).toMatchObject({ code: 'needs_reconnect' });
    for (const value of Object.values(exchange.connection)) {
      const isSecret = typeof value === 'string' && !/\./.test(value) && value.length > 2;
      if (isSecret && error instanceof Error) expect(error.message).not.toContain(value);
    }
  });

  it('needs only fields that there are, and keeps its secret in one of them', () => {
    const preset = findReceiver(known.app, known.event);
    const keys = [
      ...(preset?.connectionFields ?? []).map(({ key }) => key),
      ...Object.keys(findConnector(known.app)?.connection?.fields ?? {}),
    ];

    expect(keys).toEqual(expect.arrayContaining([...known.needs.connection]));
    expect(preset?.settings.map(({ key }) => key)).toEqual(
      expect.arrayContaining([...known.needs.settings, 'connectByHand']),
    );
    if (known.secretField !== null) expect(keys).toContain(known.secretField);
  });
});

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

  describe('whose key ages', () => {
    const access = findRegistration('bitrix24', 'event')?.access;
    if (!access) throw new Error('there is none');
    const held = {
      clientId: 'local.1',
      clientSecret: 'client-secret',
      refreshToken: 'refresh-1',
    };
    const renewed = {
      access_token: 'access-2',
      refresh_token: 'refresh-2',
      expires_in: 3_600,
      client_endpoint: 'https://acme.bitrix24.ru/rest/',
    };

    it('trades the refresh token for the next one, good for less than an hour', async () => {
      const ports = recordingPorts(() => json(renewed));

      const kept = await access.renew(ports.http, held, 1_000_000);

      const asked = new URL(ports.requests[0]?.url ?? '');
      expect(asked.origin + asked.pathname).toBe('https://oauth.bitrix.info/oauth/token/');
      expect(Object.fromEntries(asked.searchParams)).toEqual({
        grant_type: 'refresh_token',
        client_id: 'local.1',
        client_secret: 'client-secret',
        refresh_token: 'refresh-1',
      });
      expect(kept).toMatchObject({ accessToken: 'access-2', refreshToken: 'refresh-2' });
      expect(access.isFresh(held, 1_000_000)).toBe(false);
      expect(access.isFresh(kept, 1_000_000 + 3_299_000)).toBe(true);
      expect(access.isFresh(kept, 1_000_000 + 3_300_000)).toBe(false);
    });

    it.each([
      ['a refused token', json({ error: 'invalid_grant' }, 400), 'needs_reconnect'],
      ['an unpaid portal', json({ error: 'PAYMENT_REQUIRED' }, 402), 'needs_reconnect'],
      ['an answer without keys', json({ access_token: 'x' }), 'needs_reconnect'],
      ['a server out of order', json({}, 502), 'unavailable'],
    ])('says of %s what a person can do, and no secret', async (_, answer, code) => {
      const { http } = recordingPorts(() => answer);

      const error: unknown = await access.renew(http, held, 0).catch((thrown: unknown) => thrown);

      expect(error).toMatchObject({ code });
      expect(String(error)).not.toMatch(/client-secret|refresh-1/);
    });
  });

  it('sends a key of Bitrix24 nowhere but by https', async () => {
    const known = findRegistration('bitrix24', 'event');
    if (!known) throw new Error('there is none');
    const { call, requests } = ask(known, () => json({ result: [] }));
    const connection = { ...call.connection, restUrl: 'http://acme.bitrix24.ru/rest/' };

    await expect(known.find({ ...call, connection })).rejects.toMatchObject({ code: 'rejected' });
    expect(requests).toEqual([]);
  });
});
