import {
  accessField,
  askJson,
  askPages,
  deleteEach,
  field,
  idIn,
  idsOf,
  isList,
  isObject,
  objectsIn,
  registration,
  sameNames,
  say,
  textIn,
  unfitField,
  type JsonObject,
  type Registration,
  type RegistrationCall,
} from '@hookline/connector-kit';

export const githubAccess = {
  apiToken: accessField(
    say('Access token', 'Токен доступа'),
    say(
      'GitHub: Settings, Developer settings, Personal access tokens; it needs “Webhooks: read and write” of the repository.',
      'GitHub: Settings → Developer settings → Personal access tokens; нужно право «Webhooks: read and write» для репозитория.',
    ),
  ),
};

export const githubPlace = {
  repository: field.text({
    label: say('Repository', 'Репозиторий'),
    help: say(
      'To connect automatically: owner/name.',
      'Чтобы подключать автоматически: владелец/имя.',
    ),
    placeholder: 'acme/site',
    mappable: false,
  }),
};

const mostPerPage = 100;

/** GitHub's REST API, repository webhooks. */
export const githubRegistration: Registration = registration({
  app: 'github',
  event: 'event',
  needs: { connection: ['apiToken'], settings: ['repository'] },
  secretField: 'secret',

  site: () => 'github',

  async find(call) {
    const ours = await listOurs(call);
    const [first] = ours;
    const events = isList(first?.['events']) ? first['events'].map(String) : [];
    const fits = ours.length === 1 && first?.['active'] === true && sameNames(events, wanted(call));
    return { ids: idsOf(ours), fits };
  },

  async create(call) {
    const hook = await askJson(call.http, {
      method: 'POST',
      ...hooksOf(call),
      json: { name: 'web', ...saidOf(call) },
    });
    return { ids: [idIn(hook)] };
  },

  async change(call, [first = '', ...rest]) {
    const place = hooksOf(call, `/${encodeURIComponent(first)}`);
    await askJson(call.http, { method: 'PATCH', ...place, json: saidOf(call) });
    await githubRegistration.remove(call, rest);
    return { ids: [first] };
  },

  async remove(call, ids) {
    await deleteEach(call.http, ids, (id) => hooksOf(call, `/${id}`));
  },
});

async function listOurs(call: RegistrationCall): Promise<readonly JsonObject[]> {
  const hooks = await askPages(async (page) => {
    const question = { method: 'GET', ...hooksOf(call, `?per_page=${mostPerPage}&page=${page}`) };
    const items = objectsIn(await askJson(call.http, question));
    return { items, hasMore: items.length >= mostPerPage };
  });
  return hooks.filter(({ config }) => isObject(config) && config['url'] === call.hookUrl);
}

const saidOf = (call: RegistrationCall): JsonObject => ({
  active: true,
  events: [...wanted(call)],
  config: { url: call.hookUrl, content_type: 'json', secret: call.secret, insecure_ssl: '0' },
});

const wanted = ({ events, isAll }: RegistrationCall): readonly string[] => (isAll ? ['*'] : events);

function hooksOf({ connection, settings }: RegistrationCall, rest = '') {
  const repository = textIn(settings, 'repository').trim();
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository) || /(^|\/)\.\.?(\/|$)/.test(repository)) {
    throw unfitField(githubPlace.repository, 'acme/site');
  }
  return {
    url: `https://api.github.com/repos/${repository}/hooks${rest}`,
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${textIn(connection, 'apiToken')}`,
      'user-agent': 'Hookline',
      'x-github-api-version': '2022-11-28',
    },
  };
}
