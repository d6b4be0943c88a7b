import type {
  HttpRequest,
  HttpResponse,
  JsonObject,
  JsonValue,
  Registration,
  RegistrationCall,
} from '@hookline/connector-kit';
import { describe, expect, it } from 'vitest';
import { findConnector, findReceiver, findRegistration, registrations } from './index.js';
import { json, recordingPorts } from './ports.given.js';

const hookUrl = 'https://hooks.example/hooks/abcdefgh12345678';

type Exchange = {
  readonly connection: JsonObject;
  readonly settings?: JsonObject;
  readonly events: readonly string[];
  /** What the sender answers to the question for what it has, with one of ours and one of others. */
  readonly list: JsonValue;
  /** What makes the one of ours unfit: switched off by the sender, or other events. */
  readonly unfit: JsonValue;
  readonly ids: readonly string[];
  readonly created: JsonValue;
  /** The first request that makes it: its address, a header, what it says. */
  readonly asked: { method: string; url: string; header: [string, string]; body: unknown };
  /** The request that changes what is there, or makes what is missing; none by default: it is asked as above. */
  readonly changed?: { method: string; url: string; body: unknown };
  readonly removed: { method: string; url: string };
  /** How many requests take it away; one by default. */
  readonly removals?: number;
  /** What the sender answers when there is nothing to take away; 404 by default. */
  readonly gone?: HttpResponse;
};

const github = { id: 12, active: true, events: ['issues'], config: { url: hookUrl } };
const gitlabFlags = {
  issues_events: true,
  note_events: false,
  merge_requests_events: false,
  push_events: false,
  pipeline_events: false,
  releases_events: false,
};
const gitlab = { id: 7, url: hookUrl, alert_status: 'executable', ...gitlabFlags };
const stripe = {
  id: 'we_1',
  url: hookUrl,
  status: 'enabled',
  enabled_events: ['invoice.paid'],
};
const trello = { id: 'w1', callbackURL: hookUrl, idModel: 'board1', active: true };
const moysklad = { id: 'm1', url: hookUrl, action: 'CREATE', entityType: 'customerorder' };
const shopify = { id: 9, address: hookUrl, topic: 'orders/create' };
const woo = { id: 5, delivery_url: hookUrl, topic: 'order.created', status: 'active' };
const bitrix24 = { event: 'ONCRMLEADADD', handler: hookUrl, auth_type: '0', offline: 0 };
const amocrm = { id: 3, destination: hookUrl, settings: ['add_lead'], disabled: false };

/** As the senders document them. */
const exchanges: Readonly<Record<string, Exchange>> = {
  github: {
    connection: { apiToken: 'tok' },
    settings: { repository: 'acme/site' },
    events: ['issues'],
    list: [
      github,
      { id: 13, active: true, events: ['push'], config: { url: 'https://x.example' } },
    ],
    unfit: [{ ...github, events: ['push'] }],
    ids: ['12'],
    created: github,
    asked: {
      method: 'POST',
      url: 'https://api.github.com/repos/acme/site/hooks',
      header: ['authorization', 'Bearer tok'],
      body: {
        name: 'web',
        active: true,
        events: ['issues'],
        config: { url: hookUrl, content_type: 'json', secret: 's3cret', insecure_ssl: '0' },
      },
    },
    changed: {
      method: 'PATCH',
      url: 'https://api.github.com/repos/acme/site/hooks/12',
      body: {
        active: true,
        events: ['issues'],
        config: { url: hookUrl, content_type: 'json', secret: 's3cret', insecure_ssl: '0' },
      },
    },
    removed: { method: 'DELETE', url: 'https://api.github.com/repos/acme/site/hooks/12' },
  },
  gitlab: {
    connection: { apiToken: 'tok', baseUrl: 'https://git.example/' },
    settings: { project: 'acme/site' },
    events: ['Issue Hook'],
    list: [gitlab, { ...gitlab, id: 8, url: 'https://x.example' }],
    unfit: [{ ...gitlab, alert_status: 'disabled' }],
    ids: ['7'],
    created: gitlab,
    asked: {
      method: 'POST',
      url: 'https://git.example/api/v4/projects/acme%2Fsite/hooks',
      header: ['private-token', 'tok'],
      body: { url: hookUrl, token: 's3cret', enable_ssl_verification: true, ...gitlabFlags },
    },
    changed: {
      method: 'PUT',
      url: 'https://git.example/api/v4/projects/acme%2Fsite/hooks/7',
      body: { url: hookUrl, token: 's3cret', enable_ssl_verification: true, ...gitlabFlags },
    },
    removed: {
      method: 'DELETE',
      url: 'https://git.example/api/v4/projects/acme%2Fsite/hooks/7',
    },
  },
  stripe: {
    connection: { apiKey: 'sk_1' },
    events: ['invoice.paid'],
    list: { data: [stripe, { ...stripe, id: 'we_2', url: 'https://x.example' }] },
    unfit: { data: [{ ...stripe, status: 'disabled' }] },
    ids: ['we_1'],
    created: { ...stripe, secret: 'whsec_told' },
    asked: {
      method: 'POST',
      url: 'https://api.stripe.com/v1/webhook_endpoints',
      header: ['authorization', 'Bearer sk_1'],
      body: `url=${encodeURIComponent(hookUrl)}&description=Hookline&enabled_events%5B%5D=invoice.paid`,
    },
    changed: {
      method: 'POST',
      url: 'https://api.stripe.com/v1/webhook_endpoints/we_1',
      body: 'disabled=false&enabled_events%5B%5D=invoice.paid',
    },
    removed: { method: 'DELETE', url: 'https://api.stripe.com/v1/webhook_endpoints/we_1' },
  },
  trello: {
    connection: { apiKey: 'key', apiToken: 'tok', secret: 'own' },
    settings: { board: 'board1' },
    events: ['createCard'],
    list: [trello, { ...trello, id: 'w2', callbackURL: 'https://x.example' }],
    unfit: [{ ...trello, active: false }],
    ids: ['w1'],
    created: trello,
    asked: {
      method: 'POST',
      url: 'https://api.trello.com/1/webhooks',
      header: ['authorization', 'OAuth oauth_consumer_key="key", oauth_token="tok"'],
      body: { callbackURL: hookUrl, idModel: 'board1', description: 'Hookline' },
    },
    changed: {
      method: 'PUT',
      url: 'https://api.trello.com/1/webhooks/w1',
      body: { callbackURL: hookUrl, idModel: 'board1', active: true },
    },
    removed: { method: 'DELETE', url: 'https://api.trello.com/1/webhooks/w1' },
  },
  moysklad: {
    connection: { apiToken: 'tok' },
    settings: { entityType: 'customerorder' },
    events: ['CREATE'],
    list: { rows: [moysklad, { ...moysklad, id: 'm2', url: 'https://x.example' }] },
    unfit: { rows: [{ ...moysklad, enabled: false }] },
    ids: ['m1'],
    created: moysklad,
    asked: {
      method: 'POST',
      url: 'https://api.moysklad.ru/api/remap/1.2/entity/webhook',
      header: ['accept-encoding', 'gzip'],
      body: { url: hookUrl, action: 'CREATE', entityType: 'customerorder' },
    },
    changed: {
      method: 'PUT',
      url: 'https://api.moysklad.ru/api/remap/1.2/entity/webhook/m1',
      body: { enabled: true },
    },
    removed: {
      method: 'DELETE',
      url: 'https://api.moysklad.ru/api/remap/1.2/entity/webhook/m1',
    },
  },
  shopify: {
    connection: { shop: 'acme.myshopify.com', accessToken: 'tok', secret: 'own' },
    events: ['orders/create'],
    list: { webhooks: [shopify, { ...shopify, id: 10, address: 'https://x.example' }] },
    unfit: { webhooks: [{ ...shopify, topic: 'orders/paid' }] },
    ids: ['9'],
    created: { webhook: shopify },
    asked: {
      method: 'POST',
      url: 'https://acme.myshopify.com/admin/api/2025-07/webhooks.json',
      header: ['x-shopify-access-token', 'tok'],
      body: { webhook: { topic: 'orders/create', address: hookUrl, format: 'json' } },
    },
    removed: {
      method: 'DELETE',
      url: 'https://acme.myshopify.com/admin/api/2025-07/webhooks/9.json',
    },
  },
  woocommerce: {
    connection: { shopUrl: 'https://shop.example/', consumerKey: 'ck', consumerSecret: 'cs' },
    events: ['order.created'],
    list: [woo, { ...woo, id: 6, delivery_url: 'https://x.example' }],
    unfit: [{ ...woo, status: 'disabled' }],
    ids: ['5'],
    created: woo,
    asked: {
      method: 'POST',
      url: 'https://shop.example/wp-json/wc/v3/webhooks',
      header: ['authorization', `Basic ${btoa('ck:cs')}`],
      body: {
        name: 'Hookline order.created',
        topic: 'order.created',
        delivery_url: hookUrl,
        secret: 's3cret',
        status: 'active',
      },
    },
    changed: {
      method: 'PUT',
      url: 'https://shop.example/wp-json/wc/v3/webhooks/5',
      body: {
        name: 'Hookline order.created',
        topic: 'order.created',
        delivery_url: hookUrl,
        secret: 's3cret',
        status: 'active',
      },
    },
    removed: {
      method: 'DELETE',
      url: 'https://shop.example/wp-json/wc/v3/webhooks/5?force=true',
    },
  },
  typeform: {
    connection: { apiToken: 'tok' },
    settings: { form: 'aBcD12' },
    events: [],
    list: { url: hookUrl, enabled: true, tag: 'hookline-abcdefgh' },
    unfit: { url: hookUrl, enabled: false },
    ids: ['hookline-abcdefgh'],
    created: {},
    asked: {
      method: 'PUT',
      url: 'https://api.typeform.com/forms/aBcD12/webhooks/hookline-abcdefgh',
      header: ['authorization', 'Bearer tok'],
      body: { url: hookUrl, enabled: true, secret: 's3cret', verify_ssl: true },
    },
    removed: {
      method: 'DELETE',
      url: 'https://api.typeform.com/forms/aBcD12/webhooks/hookline-abcdefgh',
    },
  },
  amocrm: {
    connection: { account: 'acme.amocrm.ru', apiToken: 'tok' },
    events: ['leads.add'],
    list: { _embedded: { webhooks: [amocrm, { ...amocrm, destination: 'https://x.example' }] } },
    unfit: { _embedded: { webhooks: [{ ...amocrm, disabled: true }] } },
    ids: ['3'],
    created: amocrm,
    asked: {
      method: 'POST',
      url: 'https://acme.amocrm.ru/api/v4/webhooks',
      header: ['authorization', 'Bearer tok'],
      body: { destination: hookUrl, settings: ['add_lead'] },
    },
    removed: { method: 'DELETE', url: 'https://acme.amocrm.ru/api/v4/webhooks' },
  },
  bitrix24: {
    connection: {
      applicationToken: 'app-token',
      clientId: 'local.1',
      clientSecret: 'client-secret',
      refreshToken: 'refresh-1',
      accessToken: 'access-1',
      restUrl: 'https://acme.bitrix24.ru/rest/',
    },
    events: ['ONCRMLEADADD', 'ONTASKADD'],
    list: {
      result: [
        bitrix24,
        { ...bitrix24, event: 'ontaskadd' },
        { ...bitrix24, event: 'ONCRMDEALADD', handler: 'https://x.example' },
      ],
    },
    // Bound twice: each change would come twice.
    unfit: {
      result: [bitrix24, { ...bitrix24, event: 'ONTASKADD' }, { ...bitrix24, auth_type: '15' }],
    },
    ids: ['ONCRMLEADADD', 'ONTASKADD'],
    created: { result: true },
    asked: {
      method: 'POST',
      url: 'https://acme.bitrix24.ru/rest/event.bind',
      header: ['accept', 'application/json'],
      body: { event: 'ONCRMLEADADD', handler: hookUrl, auth: 'access-1' },
    },
    changed: {
      method: 'POST',
      url: 'https://acme.bitrix24.ru/rest/event.unbind',
      body: { event: 'ONCRMLEADADD', handler: hookUrl, auth_type: '15', auth: 'access-1' },
    },
    removed: { method: 'POST', url: 'https://acme.bitrix24.ru/rest/event.unbind' },
    removals: 2,
    gone: json({ result: { count: 0 } }),
  },
  telegram: {
    removals: 1,
    gone: json({ ok: true, result: true }),
    connection: { token: '1:abc' },
    events: [],
    list: { ok: true, result: { url: hookUrl } },
    unfit: { ok: true, result: { url: '' } },
    ids: [hookUrl],
    created: { ok: true, result: true },
    asked: {
      method: 'POST',
      url: 'https://api.telegram.org/bot1:abc/setWebhook',
      header: ['content-type', 'application/json'],
      body: { url: hookUrl, secret_token: 's3cret' },
    },
    removed: { method: 'POST', url: 'https://api.telegram.org/bot1:abc/deleteWebhook' },
  },
};

function ask(known: Registration, answer: (request: HttpRequest) => HttpResponse) {
  const exchange = exchanges[known.app];
  if (!exchange) throw new Error(`no exchange of ${known.app} is written down`);
  const ports = recordingPorts(answer);
  const call: RegistrationCall = {
    http: ports.http,
    connection: exchange.connection,
    settings: exchange.settings ?? {},
    hookUrl,
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
    const gone = exchanges[known.app]?.gone ?? json({}, 404);
    const { exchange, call, requests } = ask(known, () => gone);

    await known.remove(call, exchange.ids);

    expect(requests).toHaveLength(exchange.removals ?? 1);
    expect(requests[0]).toMatchObject(exchange.removed);
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
