import {
  accessField,
  askJson,
  askPages,
  deleteEach,
  field,
  idIn,
  idsOf,
  isObject,
  objectsIn,
  registration,
  say,
  textIn,
  unfitField,
  type JsonObject,
  type Registration,
  type RegistrationCall,
} from '@hookline/connector-kit';

export const gitlabAccess = {
  apiToken: accessField(
    say('Access token', 'Токен доступа'),
    say(
      'GitLab: Settings, Access tokens, with the scope api and the role Maintainer.',
      'GitLab: Settings → Access tokens, область api, роль Maintainer.',
    ),
  ),
  baseUrl: field.url({
    label: say('Address of your GitLab', 'Адрес вашего GitLab'),
    help: say('Empty: gitlab.com.', 'Пусто: gitlab.com.'),
    placeholder: 'https://gitlab.com',
    secretsGoTo: 'address',
    mappable: false,
  }),
};

export const gitlabPlace = {
  project: field.text({
    label: say('Project', 'Проект'),
    help: say(
      'To connect automatically: its path, such as group/site, or its number.',
      'Чтобы подключать автоматически: путь, например group/site, или номер.',
    ),
    placeholder: 'group/site',
    mappable: false,
  }),
};

const mostPerPage = 100;

/** What each event is called in a webhook's settings. */
const flags: Readonly<Record<string, string>> = {
  'Issue Hook': 'issues_events',
  'Note Hook': 'note_events',
  'Merge Request Hook': 'merge_requests_events',
  'Push Hook': 'push_events',
  'Pipeline Hook': 'pipeline_events',
  'Release Hook': 'releases_events',
};

/** GitLab's REST API, project webhooks. */
export const gitlabRegistration: Registration = registration({
  app: 'gitlab',
  event: 'event',
  needs: { connection: ['apiToken'], settings: ['project'] },
  secretField: 'token',

  site: ({ connection }) => serverOf(connection),

  async find(call) {
    const ours = (await listHooks(call)).filter(({ url }) => url === call.hookUrl);
    const [first] = ours;
    const fits =
      ours.length === 1 &&
      first !== undefined &&
      isSwitchedOn(first) &&
      Object.entries(wanted(call)).every(([flag, value]) => (first[flag] ?? false) === value);
    return { ids: idsOf(ours), fits };
  },

  async create(call) {
    const question = { method: 'POST', ...hooksOf(call), json: saidOf(call) };
    return { ids: [idIn(await askJson(call.http, question))] };
  },

  async change(call, ids) {
    const [first = '', ...rest] = ids;
    const place = hooksOf(call, `/${encodeURIComponent(first)}`);
    const hook = await askJson(call.http, { method: 'PUT', ...place, json: saidOf(call) });
    const isOn = isObject(hook) && isSwitchedOn(hook);
    // What GitLab has switched off may stay so, whatever it is told.
    const made = isOn ? { ids: [first] } : await gitlabRegistration.create(call);
    await gitlabRegistration.remove(call, isOn ? rest : ids);
    return made;
  },

  async remove(call, ids) {
    await deleteEach(call.http, ids, (id) => hooksOf(call, `/${id}`));
  },
});

const listHooks = (call: RegistrationCall): Promise<readonly JsonObject[]> =>
  askPages(async (page) => {
    const question = { method: 'GET', ...hooksOf(call, `?per_page=${mostPerPage}&page=${page}`) };
    const items = objectsIn(await askJson(call.http, question));
    return { items, hasMore: items.length >= mostPerPage };
  });

/** GitLab switches off what has failed too often. */
const isSwitchedOn = (hook: JsonObject): boolean =>
  (hook['alert_status'] ?? 'executable') === 'executable';

const saidOf = (call: RegistrationCall): JsonObject => ({
  url: call.hookUrl,
  token: call.secret,
  enable_ssl_verification: true,
  ...wanted(call),
});

const wanted = ({ events }: RegistrationCall): JsonObject =>
  Object.fromEntries(Object.entries(flags).map(([name, flag]) => [flag, events.includes(name)]));

const serverOf = (connection: JsonObject): string =>
  (textIn(connection, 'baseUrl') || 'https://gitlab.com').replace(/\/+$/, '');

function hooksOf({ connection, settings }: RegistrationCall, rest = '') {
  const project = textIn(settings, 'project').trim();
  if (project === '') throw unfitField(gitlabPlace.project, 'group/site');
  return {
    url: `${serverOf(connection)}/api/v4/projects/${encodeURIComponent(project)}/hooks${rest}`,
    headers: { 'private-token': textIn(connection, 'apiToken') },
  };
}
