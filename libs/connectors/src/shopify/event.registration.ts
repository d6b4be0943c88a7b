import {
  accessField,
  askJson,
  deleteEach,
  field,
  idIn,
  idsOf,
  isObject,
  objectsIn,
  registration,
  Rejected,
  sameNames,
  say,
  textIn,
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
export const shopifyRegistration = registration({
  app: 'shopify',
  event: 'event',
  needs: { connection: ['shop', 'accessToken', 'secret'], settings: [] },
  secretField: null,

  async find(call) {
    const query = `?limit=250&address=${encodeURIComponent(call.hookUrl)}`;
    const answer = await askJson(call.http, { method: 'GET', ...hooksOf(call, `.json${query}`) });
    const ours = objectsIn(isObject(answer) ? answer['webhooks'] : []).filter(
      ({ address }) => address === call.hookUrl,
    );
    const topics = ours.map((hook) => textIn(hook, 'topic'));
    return { ids: idsOf(ours), fits: sameNames(topics, call.events) };
  },

  async create(call) {
    const ids: string[] = [];
    for (const topic of call.events) {
      const answer = await askJson(call.http, {
        method: 'POST',
        ...hooksOf(call, '.json'),
        json: { webhook: { topic, address: call.hookUrl, format: 'json' } },
      });
      const hook = isObject(answer) ? answer['webhook'] : null;
      ids.push(idIn(hook));
    }
    return { ids };
  },

  async remove(call, ids) {
    await deleteEach(call.http, ids, (id) => hooksOf(call, `/${id}.json`));
  },
});

function hooksOf({ connection }: RegistrationCall, rest: string) {
  const shop = textIn(connection, 'shop')
    .trim()
    .replace(/\.myshopify\.com$/i, '');
  if (!/^[a-z0-9][a-z0-9-]*$/i.test(shop)) {
    throw new Rejected('write the shop as the part before .myshopify.com');
  }
  return {
    url: `https://${shop}.myshopify.com/admin/api/2025-07/webhooks${rest}`,
    headers: { 'x-shopify-access-token': textIn(connection, 'accessToken') },
  };
}
