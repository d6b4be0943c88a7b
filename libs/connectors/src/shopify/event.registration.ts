import {
  accessField,
  askJson,
  deleteEach,
  field,
  fitEach,
  idIn,
  idsOf,
  isObject,
  objectsIn,
  registration,
  sameNames,
  say,
  textIn,
  unfitField,
  type FitMeans,
  type JsonObject,
  type Registration,
  type RegistrationCall,
} from '@hookline/connector-kit';

export const shopifyAccess = {
  shop: field.text({
    label: say('Shop', 'Магазин'),
    help: say(
      'To connect automatically: the part before .myshopify.com.',
      'Чтобы подключать автоматически: часть адреса до .myshopify.com.',
    ),
    placeholder: 'acme',
    mappable: false,
  }),
  accessToken: accessField(
    say('Admin API access token', 'Admin API access token'),
    say(
      'Of an app of the shop. The signing key above is then the app’s client secret.',
      'Токен приложения магазина. Ключ подписи выше — тогда client secret этого приложения.',
    ),
  ),
};

/** Shopify's Admin API, webhook subscriptions: one for each topic, signed with the app's client secret. */
export const shopifyRegistration: Registration = registration({
  app: 'shopify',
  event: 'event',
  needs: { connection: ['shop', 'accessToken', 'secret'], settings: [] },
  secretField: null,

  site: ({ connection }) => shopOf(connection),

  async find(call) {
    const ours = await listOurs(call);
    const topics = ours.map((hook) => textIn(hook, 'topic'));
    return { ids: idsOf(ours), fits: sameNames(topics, call.events) };
  },

  async create(call) {
    return { ids: await fitEach(call.events, [], means(call)) };
  },

  // Shopify takes no second one of the same topic and address.
  async change(call) {
    const ours = await listOurs(call);
    const found = ours.map((hook) => ({ id: idIn(hook), name: textIn(hook, 'topic') }));
    return { ids: await fitEach(call.events, found, means(call)) };
  },

  async remove(call, ids) {
    await deleteEach(call.http, ids, (id) => hooksOf(call, `/${id}.json`));
  },
});

async function listOurs(call: RegistrationCall): Promise<readonly JsonObject[]> {
  const query = `?limit=250&address=${encodeURIComponent(call.hookUrl)}`;
  const answer = await askJson(call.http, { method: 'GET', ...hooksOf(call, `.json${query}`) });
  return objectsIn(isObject(answer) ? answer['webhooks'] : []).filter(
    ({ address }) => address === call.hookUrl,
  );
}

const means = (call: RegistrationCall): FitMeans => ({
  make: async (topic) => {
    const answer = await askJson(call.http, {
      method: 'POST',
      ...hooksOf(call, '.json'),
      json: { webhook: { topic, address: call.hookUrl, format: 'json' } },
    });
    return idIn(isObject(answer) ? answer['webhook'] : null);
  },
  drop: (ids) => shopifyRegistration.remove(call, ids),
});

const shopOf = (connection: JsonObject): string =>
  textIn(connection, 'shop')
    .trim()
    .toLowerCase()
    .replace(/\.myshopify\.com$/, '');

function hooksOf({ connection }: RegistrationCall, rest: string) {
  const shop = shopOf(connection);
  if (!/^[a-z0-9][a-z0-9-]*$/i.test(shop)) {
    throw unfitField(shopifyAccess.shop, 'acme');
  }
  return {
    url: `https://${shop}.myshopify.com/admin/api/2025-07/webhooks${rest}`,
    headers: { 'x-shopify-access-token': textIn(connection, 'accessToken') },
  };
}
