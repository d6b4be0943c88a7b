import {
  accessField,
  askJson,
  deleteEach,
  field,
  idIn,
  idsOf,
  objectsIn,
  registration,
  sameNames,
  say,
  textIn,
  type RegistrationCall,
} from '@hookline/connector-kit';

export const woocommerceAccess = {
  shopUrl: field.url({
    label: say('Address of the shop', 'Адрес магазина'),
    help: say('To connect automatically.', 'Чтобы подключать автоматически.'),
    placeholder: 'https://shop.example.com',
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

/** WooCommerce's REST API v3, webhooks: one for each topic. */
export const woocommerceRegistration = registration({
  app: 'woocommerce',
  event: 'change',
  needs: { connection: ['shopUrl', 'consumerKey', 'consumerSecret'], settings: [] },
  secretField: 'secret',

  async find(call) {
    const question = { method: 'GET', ...hooksOf(call, '?per_page=100') };
    const ours = objectsIn(await askJson(call.http, question)).filter(
      (hook) => hook['delivery_url'] === call.hookUrl,
    );
    // WooCommerce switches off what has failed too often.
    const topics = ours
      .filter(({ status }) => status === 'active')
      .map((hook) => textIn(hook, 'topic'));
    return { ids: idsOf(ours), fits: sameNames(topics, call.events) };
  },

  async create(call) {
    const ids: string[] = [];
    for (const topic of call.events) {
      const hook = await askJson(call.http, {
        method: 'POST',
        ...hooksOf(call),
        json: {
          name: `Hookline ${topic}`,
          topic,
          delivery_url: call.hookUrl,
          secret: call.secret,
          status: 'active',
        },
      });
      ids.push(idIn(hook));
    }
    return { ids };
  },

  async remove(call, ids) {
    await deleteEach(call.http, ids, (id) => hooksOf(call, `/${id}?force=true`));
  },
});

function hooksOf({ connection }: RegistrationCall, rest = '') {
  const shop = textIn(connection, 'shopUrl').replace(/\/+$/, '');
  const pair = `${textIn(connection, 'consumerKey')}:${textIn(connection, 'consumerSecret')}`;
  return {
    url: `${shop}/wp-json/wc/v3/webhooks${rest}`,
    headers: { authorization: `Basic ${btoa(pair)}` },
  };
}
