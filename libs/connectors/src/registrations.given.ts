import type { HttpResponse, JsonObject, JsonValue } from '@hookline/connector-kit';
import { json } from './ports.given.js';

/** The address of a flow. */
export const hookUrl = 'https://hooks.example/hooks/abcdefgh12345678';

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
export const gitlab = { id: 7, url: hookUrl, alert_status: 'executable', ...gitlabFlags };
const stripe = {
  id: 'we_1',
  url: hookUrl,
  status: 'enabled',
  enabled_events: ['invoice.paid'],
};
const trello = { id: 'w1', callbackURL: hookUrl, idModel: 'board1', active: true };
export const moysklad = { id: 'm1', url: hookUrl, action: 'CREATE', entityType: 'customerorder' };
export const shopify = { id: 9, address: hookUrl, topic: 'orders/create' };
export const woo = { id: 5, delivery_url: hookUrl, topic: 'order.created', status: 'active' };
const bitrix24 = { event: 'ONCRMLEADADD', handler: hookUrl, auth_type: '0', offline: 0 };
export const amocrm = { id: 3, destination: hookUrl, settings: ['add_lead'], disabled: false };

/** As the senders document them. */
export const exchanges: Readonly<Record<string, Exchange>> = {
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
      body: { url: hookUrl, enabled: true },
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
