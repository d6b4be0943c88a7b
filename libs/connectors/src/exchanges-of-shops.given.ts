import { hookUrl, type Exchange } from './exchange.given.js';
import { json } from './ports.given.js';

export const moysklad = { id: 'm1', url: hookUrl, action: 'CREATE', entityType: 'customerorder' };
export const shopify = { id: 9, address: hookUrl, topic: 'orders/create' };
export const woo = { id: 5, delivery_url: hookUrl, topic: 'order.created', status: 'active' };
const bitrix24 = { event: 'ONCRMLEADADD', handler: hookUrl, auth_type: '0', offline: 0 };
export const amocrm = { id: 3, destination: hookUrl, settings: ['add_lead'], disabled: false };

/** As shops, forms, CRMs and messengers document them. */
export const exchangesOfShops: Readonly<Record<string, Exchange>> = {
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
