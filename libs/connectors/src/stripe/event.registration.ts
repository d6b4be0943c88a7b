import {
  accessField,
  askJson,
  deleteEach,
  idsOf,
  isList,
  isObject,
  objectsIn,
  registration,
  sameNames,
  say,
  textIn,
  type Registration,
  type RegistrationCall,
} from '@hookline/connector-kit';

export const stripeAccess = {
  apiKey: accessField(
    say('Secret or restricted key', 'Секретный или ограниченный ключ'),
    say(
      'Stripe: Developers, API keys; a restricted key needs “Webhook endpoints: write”. The signing secret then comes by itself.',
      'Stripe: Developers → API keys; ограниченному ключу нужно право «Webhook endpoints: write». Signing secret тогда придёт сам.',
    ),
  ),
};

const endpoints = 'https://api.stripe.com/v1/webhook_endpoints';

/** Stripe's API, webhook endpoints: the signing secret is told when one is made, and never again. */
export const stripeRegistration: Registration = registration({
  app: 'stripe',
  event: 'event',
  needs: { connection: ['apiKey'], settings: [] },
  secretField: null,
  tellsSecret: true,

  site: () => 'stripe',

  async find(call) {
    const question = { method: 'GET', url: `${endpoints}?limit=100`, headers: keyOf(call) };
    const answer = await askJson(call.http, question);
    const ours = objectsIn(isObject(answer) ? answer['data'] : []).filter(
      ({ url }) => url === call.hookUrl,
    );
    const [first] = ours;
    const events = isList(first?.['enabled_events']) ? first['enabled_events'].map(String) : [];
    const isOn = ours.length === 1 && first?.['status'] === 'enabled';
    return {
      ids: idsOf(ours),
      fits: isOn && sameNames(events, wanted(call)),
    };
  },

  async create(call) {
    const answer = await askJson(call.http, {
      method: 'POST',
      url: endpoints,
      headers: keyOf(call),
      form: [
        ['url', call.hookUrl],
        ['description', 'Hookline'],
        ...wanted(call).map((name) => ['enabled_events[]', name] as const),
      ],
    });
    const made = isObject(answer) ? answer : {};
    return { ids: [textIn(made, 'id')], values: { secret: textIn(made, 'secret') } };
  },

  // Its secret stays what it was told to be when it was made.
  async change(call, [first = '', ...rest]) {
    await askJson(call.http, {
      method: 'POST',
      url: `${endpoints}/${encodeURIComponent(first)}`,
      headers: keyOf(call),
      form: [
        ['disabled', 'false'],
        ...wanted(call).map((name) => ['enabled_events[]', name] as const),
      ],
    });
    await stripeRegistration.remove(call, rest);
    return { ids: [first] };
  },

  async remove(call, ids) {
    await deleteEach(call.http, ids, (id) => ({
      url: `${endpoints}/${id}`,
      headers: keyOf(call),
    }));
  },
});

const wanted = ({ events, isAll }: RegistrationCall): readonly string[] => (isAll ? ['*'] : events);

const keyOf = ({ connection }: RegistrationCall) => ({
  authorization: `Bearer ${textIn(connection, 'apiKey')}`,
});
