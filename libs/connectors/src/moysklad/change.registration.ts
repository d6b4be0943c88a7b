import {
  accessField,
  askJson,
  deleteEach,
  field,
  fitEach,
  idIn,
  idsOf,
  isAddressOf,
  isObject,
  objectsIn,
  registration,
  Rejected,
  say,
  textIn,
  type FitMeans,
  type JsonObject,
  type Registration,
  type RegistrationCall,
} from '@hookline/connector-kit';

export const moyskladAccess = {
  apiToken: accessField(
    say('Access token', 'Токен доступа'),
    say(
      'MoySklad: Settings, Security, Tokens, of an administrator.',
      'МойСклад: «Настройки» → «Безопасность» → «Токены», от имени администратора.',
    ),
  ),
};

export const moyskladPlace = {
  entityType: field.text({
    label: say('Kind of object', 'Тип объекта'),
    help: say(
      'To connect automatically, by its name in the API: customerorder, counterparty, demand, product.',
      'Чтобы подключать автоматически, имя из API: customerorder (заказ покупателя), counterparty (контрагент), demand (отгрузка), product (товар).',
    ),
    placeholder: 'customerorder',
    mappable: false,
  }),
};

const hooks = 'https://api.moysklad.ru/api/remap/1.2/entity/webhook';
/** PROCESSED is told of asynchronous tasks alone, which have webhooks of another kind. */
const known = ['CREATE', 'UPDATE', 'DELETE'];

/** MoySklad's JSON API 1.2, webhooks: one for each action of a kind of object. */
export const moyskladRegistration: Registration = registration({
  app: 'moysklad',
  event: 'change',
  needs: { connection: ['apiToken'], settings: ['entityType'] },
  secretField: 'secret',
  isInAddress: true,

  site: () => 'moysklad',

  async find(call) {
    const ours = await listOurs(call);
    const actions = wanted(call);
    const fits =
      ours.length === actions.length &&
      actions.every((action) => ours.some((hook) => isOn(hook, action, call)));
    return { ids: idsOf(ours), fits };
  },

  async create(call) {
    return { ids: await fitEach(wanted(call), [], means(call)) };
  },

  async change(call) {
    const found = (await listOurs(call)).map((hook) => ({
      id: idIn(hook),
      name: hook['entityType'] === typeOf(call) ? textIn(hook, 'action') : '',
    }));
    return { ids: await fitEach(wanted(call), found, means(call)) };
  },

  async remove(call, ids) {
    await deleteEach(call.http, ids, (id) => ({
      url: `${hooks}/${id}`,
      headers: keyOf(call),
    }));
  },
});

async function listOurs(call: RegistrationCall): Promise<readonly JsonObject[]> {
  const question = { method: 'GET', url: `${hooks}?limit=1000`, headers: keyOf(call) };
  const answer = await askJson(call.http, question);
  const rows = objectsIn(isObject(answer) ? answer['rows'] : []);
  return rows.filter(({ url = null }) => isAddressOf(call, url));
}

const means = (call: RegistrationCall): FitMeans => ({
  make: async (action) =>
    idIn(
      await askJson(call.http, {
        method: 'POST',
        url: hooks,
        headers: keyOf(call),
        json: { url: call.hookUrl, action, entityType: typeOf(call) },
      }),
    ),
  // The secret in its address may be an older one. An app of the marketplace may have no second webhook.
  mend: async (id) => {
    const url = `${hooks}/${encodeURIComponent(id)}`;
    const json = { url: call.hookUrl, enabled: true };
    await askJson(call.http, { method: 'PUT', url, headers: keyOf(call), json });
  },
  drop: (ids) => moyskladRegistration.remove(call, ids),
});

const isOn = (hook: JsonObject, action: string, call: RegistrationCall): boolean =>
  hook['url'] === call.hookUrl &&
  hook['enabled'] !== false &&
  hook['action'] === action &&
  hook['entityType'] === typeOf(call);

function wanted({ events }: RegistrationCall): readonly string[] {
  const actions = known.filter((action) => events.includes(action));
  if (actions.length > 0) return actions;
  throw new Rejected('of the chosen events MoySklad sends none by webhook', {
    why: { code: 'source_events_none' },
  });
}

const typeOf = ({ settings }: RegistrationCall): string => textIn(settings, 'entityType').trim();

const keyOf = ({ connection }: RegistrationCall) => ({
  authorization: `Bearer ${textIn(connection, 'apiToken')}`,
  // MoySklad answers none without it.
  'accept-encoding': 'gzip',
});
