import {
  accessField,
  askJson,
  askPages,
  deleteIfThere,
  field,
  idIn,
  idsOf,
  isAddressOf,
  isList,
  isObject,
  objectsIn,
  registration,
  sameNames,
  say,
  textIn,
  unfitField,
  type JsonObject,
  type ListPage,
  type Registration,
  type RegistrationCall,
} from '@hookline/connector-kit';

export const amocrmAccess = {
  account: field.text({
    label: say('Address of the account', 'Адрес аккаунта'),
    help: say('To connect automatically.', 'Чтобы подключать автоматически.'),
    placeholder: 'acme.amocrm.ru',
    mappable: false,
  }),
  apiToken: accessField(
    say('Long-lived token', 'Долгосрочный токен'),
    say(
      'amoCRM: your own integration, Keys and access, of an administrator.',
      'amoCRM: ваша интеграция → «Ключи и доступы», от имени администратора.',
    ),
  ),
};

const mostPerPage = 250;

/** What each event is called in a webhook's settings. */
const names: Readonly<Record<string, string>> = {
  'leads.add': 'add_lead',
  'leads.update': 'update_lead',
  'leads.status': 'status_lead',
  'leads.delete': 'delete_lead',
  'contacts.add': 'add_contact',
  'contacts.update': 'update_contact',
  'companies.add': 'add_company',
  'note_lead.add': 'note_lead',
  'task.add': 'add_task',
};

/** amoCRM's API v4, webhooks: known by their address, so that adding one twice changes it. */
export const amocrmRegistration: Registration = registration({
  app: 'amocrm',
  event: 'change',
  needs: { connection: ['account', 'apiToken'], settings: [] },
  secretField: 'secret',
  isInAddress: true,

  site: ({ connection }) => accountOf(connection),

  async find(call) {
    const ours = await listOurs(call);
    const [first] = ours;
    const settings = isList(first?.['settings']) ? first['settings'].map(String) : [];
    // amoCRM switches off what has failed too often.
    const isOn = first?.['destination'] === call.hookUrl && first['disabled'] !== true;
    const fits = ours.length === 1 && isOn && sameNames(settings, wanted(call));
    return { ids: idsOf(ours), fits };
  },

  async create(call) {
    const question = { method: 'POST', ...hooksOf(call), json: saidOf(call) };
    return { ids: [idIn(await askJson(call.http, question))] };
  },

  // With another secret it is another address: that one is there before the older one goes.
  async change(call, ids) {
    const question = { method: 'POST', ...hooksOf(call), json: saidOf(call) };
    const hook = await askJson(call.http, question);
    const isOn = !isObject(hook) || hook['disabled'] !== true;
    const made = idIn(hook);
    await amocrmRegistration.remove(
      call,
      isOn ? ids.filter((id) => id !== made) : [...new Set([...ids, made])],
    );
    // What amoCRM has switched off sends nothing, so that nothing is lost with it.
    return isOn ? { ids: [made] } : amocrmRegistration.create(call);
  },

  // It is known by its address there, and an address that holds a secret is kept nowhere here.
  async remove(call, ids) {
    if (ids.length === 0) return;
    for (const hook of await listOurs(call)) {
      if (!ids.includes(idIn(hook))) continue;
      const json = { destination: textIn(hook, 'destination') };
      await deleteIfThere(call.http, { ...hooksOf(call), json });
    }
  },
});

async function listOurs(call: RegistrationCall): Promise<readonly JsonObject[]> {
  const hooks = await askPages((page) => askPage(call, page));
  return hooks.filter(({ destination = null }) => isAddressOf(call, destination));
}

/** As amoCRM's lists are: no more than 250 at once, and a link to what follows. */
async function askPage(call: RegistrationCall, page: number): Promise<ListPage> {
  const { url, headers } = hooksOf(call);
  const place = { url: `${url}?page=${page}&limit=${mostPerPage}`, headers };
  const answer = await askJson(call.http, { method: 'GET', ...place });
  const { _embedded: embedded = null, _links: links = null } = isObject(answer) ? answer : {};
  return {
    items: objectsIn(isObject(embedded) ? embedded['webhooks'] : []),
    hasMore: isObject(links) && isObject(links['next']),
  };
}

const saidOf = (call: RegistrationCall): JsonObject => ({
  destination: call.hookUrl,
  settings: [...wanted(call)],
});

const wanted = ({ events }: RegistrationCall): readonly string[] =>
  events.flatMap((name) => names[name] ?? []);

const accountOf = (connection: JsonObject): string =>
  textIn(connection, 'account')
    .trim()
    .toLowerCase()
    .replace(/^https:\/\//, '')
    .replace(/\/+$/, '');

function hooksOf({ connection }: RegistrationCall) {
  const host = accountOf(connection);
  if (!/^[a-z0-9-]+\.(?:amocrm\.(?:ru|com)|kommo\.com)$/i.test(host)) {
    throw unfitField(amocrmAccess.account, 'acme.amocrm.ru');
  }
  return {
    url: `https://${host}/api/v4/webhooks`,
    headers: { authorization: `Bearer ${textIn(connection, 'apiToken')}` },
  };
}
