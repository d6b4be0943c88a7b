import {
  accessField,
  askJson,
  askPages,
  deleteEach,
  field,
  fitEach,
  idIn,
  idsOf,
  objectsIn,
  registration,
  sameNames,
  say,
  textIn,
  type FitMeans,
  type JsonObject,
  type Registration,
  type RegistrationCall,
} from '@hookline/connector-kit';

export const woocommerceAccess = {
  shopUrl: field.url({
    label: say('Address of the shop', 'Адрес магазина'),
    help: say('To connect automatically.', 'Чтобы подключать автоматически.'),
    placeholder: 'https://shop.example.com',
    secretsGoTo: 'address',
    mappable: false,
  }),
  consumerKey: accessField(
    say('Consumer key', 'Consumer key'),
    say(
      'WooCommerce: Settings, Advanced, REST API, with the permission Read/Write.',
      'WooCommerce: «Настройки» → «Дополнительно» → REST API, права «Чтение/запись».',
    ),
  ),
  consumerSecret: accessField(
    say('Consumer secret', 'Consumer secret'),
    say('Shown together with the consumer key.', 'Показан вместе с consumer key.'),
  ),
};

const mostPerPage = 100;

/** WooCommerce's REST API v3, webhooks: one for each topic. */
export const woocommerceRegistration: Registration = registration({
  app: 'woocommerce',
  event: 'change',
  needs: { connection: ['shopUrl', 'consumerKey', 'consumerSecret'], settings: [] },
  secretField: 'secret',

  site: ({ connection }) => textIn(connection, 'shopUrl').replace(/\/+$/, ''),

  async find(call) {
    const ours = await listOurs(call);
    // WooCommerce switches off what has failed too often.
    const topics = ours
      .filter(({ status }) => status === 'active')
      .map((hook) => textIn(hook, 'topic'));
    return { ids: idsOf(ours), fits: sameNames(topics, call.events) };
  },

  async create(call) {
    return { ids: await fitEach(call.events, [], means(call)) };
  },

  async change(call) {
    const ours = await listOurs(call);
    const found = ours.map((hook) => ({ id: idIn(hook), name: textIn(hook, 'topic') }));
    return { ids: await fitEach(call.events, found, means(call)) };
  },

  async remove(call, ids) {
    await deleteEach(call.http, ids, (id) => hooksOf(call, `/${id}?force=true`));
  },
});

async function listOurs(call: RegistrationCall): Promise<readonly JsonObject[]> {
  const hooks = await askPages(async (page) => {
    const question = { method: 'GET', ...hooksOf(call, `?per_page=${mostPerPage}&page=${page}`) };
    const items = objectsIn(await askJson(call.http, question));
    return { items, hasMore: items.length >= mostPerPage };
  });
  return hooks.filter((hook) => hook['delivery_url'] === call.hookUrl);
}

const means = (call: RegistrationCall): FitMeans => ({
  make: async (topic) =>
    idIn(await askJson(call.http, { method: 'POST', ...hooksOf(call), json: saidOf(call, topic) })),
  // Its secret may be another, and WooCommerce may have switched it off.
  mend: async (id, topic) => {
    const place = hooksOf(call, `/${encodeURIComponent(id)}`);
    await askJson(call.http, { method: 'PUT', ...place, json: saidOf(call, topic) });
  },
  drop: (ids) => woocommerceRegistration.remove(call, ids),
});

const saidOf = ({ hookUrl, secret }: RegistrationCall, topic: string): JsonObject => ({
  name: `Hookline ${topic}`,
  topic,
  delivery_url: hookUrl,
  secret,
  status: 'active',
});

function hooksOf({ connection }: RegistrationCall, rest = '') {
  const shop = textIn(connection, 'shopUrl').replace(/\/+$/, '');
  const pair = `${textIn(connection, 'consumerKey')}:${textIn(connection, 'consumerSecret')}`;
  return {
    url: `${shop}/wp-json/wc/v3/webhooks${rest}`,
    headers: { authorization: `Basic ${btoa(pair)}` },
  };
}
