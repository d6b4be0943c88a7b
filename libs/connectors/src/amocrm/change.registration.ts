import {
  accessField,
  askJson,
  deleteIfThere,
  field,
  idIn,
  idsOf,
  isList,
  isObject,
  objectsIn,
  registration,
  Rejected,
  sameNames,
  say,
  textIn,
  type JsonObject,
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

  async find(call) {
    const query = `?filter%5Bdestination%5D=${encodeURIComponent(call.hookUrl)}`;
    const answer = await askJson(call.http, { method: 'GET', ...hooksOf(call, query) });
    const embedded = isObject(answer) ? answer['_embedded'] : null;
    const ours = objectsIn(isObject(embedded) ? embedded['webhooks'] : []).filter(
      ({ destination }) => destination === call.hookUrl,
    );
    const [first] = ours;
    const settings = isList(first?.['settings']) ? first['settings'].map(String) : [];
    // amoCRM switches off what has failed too often.
    const fits = first?.['disabled'] !== true && sameNames(settings, wanted(call));
    return { ids: idsOf(ours), fits: ours.length === 1 && fits };
  },

  async create(call) {
    const question = { method: 'POST', ...hooksOf(call), json: saidOf(call) };
    return { ids: [idIn(await askJson(call.http, question))] };
  },

  async change(call, ids) {
    const question = { method: 'POST', ...hooksOf(call), json: saidOf(call) };
    const hook = await askJson(call.http, question);
    if (!isObject(hook) || hook['disabled'] !== true) return { ids: [idIn(hook)] };
    // What amoCRM has switched off sends nothing, so that nothing is lost with it.
    await amocrmRegistration.remove(call, ids);
    return amocrmRegistration.create(call);
  },

  async remove(call, ids) {
    if (ids.length === 0) return;
    await deleteIfThere(call.http, { ...hooksOf(call), json: { destination: call.hookUrl } });
  },
});

const saidOf = (call: RegistrationCall): JsonObject => ({
  destination: call.hookUrl,
  settings: [...wanted(call)],
});

const wanted = ({ events }: RegistrationCall): readonly string[] =>
  events.flatMap((name) => names[name] ?? []);

function hooksOf({ connection }: RegistrationCall, query = '') {
  const host = textIn(connection, 'account')
    .trim()
    .replace(/^https:\/\//, '')
    .replace(/\/+$/, '');
  if (!/^[a-z0-9-]+\.(?:amocrm\.(?:ru|com)|kommo\.com)$/i.test(host)) {
    throw new Rejected('write the address of the account such as acme.amocrm.ru or acme.kommo.com');
  }
  return {
    url: `https://${host}/api/v4/webhooks${query}`,
    headers: { authorization: `Bearer ${textIn(connection, 'apiToken')}` },
  };
}
