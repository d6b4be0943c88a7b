import {
  accessField,
  askJson,
  deleteEach,
  field,
  idIn,
  idsOf,
  objectsIn,
  registration,
  say,
  textIn,
  type Registration,
  type RegistrationCall,
} from '@hookline/connector-kit';

export const trelloAccess = {
  apiKey: field.text({
    label: say('API key', 'API key'),
    help: say(
      'To connect automatically: of your Trello app (trello.com/power-ups/admin).',
      'Чтобы подключать автоматически: ключ вашего приложения (trello.com/power-ups/admin).',
    ),
    mappable: false,
  }),
  apiToken: accessField(
    say('Token', 'Токен'),
    say('The link “Token” beside the API key makes one.', 'Его даёт ссылка Token рядом с API key.'),
  ),
};

export const trelloPlace = {
  board: field.text({
    label: say('Board', 'Доска'),
    help: say(
      'To connect automatically: the 24 characters of its id; add .json to the address of the board to see it.',
      'Чтобы подключать автоматически: id доски из 24 знаков; он виден, если дописать .json к адресу доски.',
    ),
    mappable: false,
  }),
};

const api = 'https://api.trello.com/1';

/** Trello's REST API, webhooks of a token. Trello asks the address with HEAD before it answers. */
export const trelloRegistration: Registration = registration({
  app: 'trello',
  event: 'action',
  needs: { connection: ['apiKey', 'apiToken', 'secret'], settings: ['board'] },
  // The app's own secret signs; Trello takes no other.
  secretField: null,

  site: () => 'trello',

  async find(call) {
    const token = encodeURIComponent(textIn(call.connection, 'apiToken'));
    const question = {
      method: 'GET',
      url: `${api}/tokens/${token}/webhooks`,
      headers: keyOf(call),
    };
    const ours = objectsIn(await askJson(call.http, question)).filter(
      ({ callbackURL }) => callbackURL === call.hookUrl,
    );
    const [first] = ours;
    const isBoard = first !== undefined && textIn(first, 'idModel') === boardOf(call);
    const fits = ours.length === 1 && isBoard && first['active'] === true;
    return { ids: idsOf(ours), fits };
  },

  async create(call) {
    const hook = await askJson(call.http, {
      method: 'POST',
      url: `${api}/webhooks`,
      headers: keyOf(call),
      json: { callbackURL: call.hookUrl, idModel: boardOf(call), description: 'Hookline' },
    });
    return { ids: [idIn(hook)] };
  },

  // Trello takes no second one of the same address and board.
  async change(call, [first = '', ...rest]) {
    await askJson(call.http, {
      method: 'PUT',
      url: `${api}/webhooks/${encodeURIComponent(first)}`,
      headers: keyOf(call),
      json: { callbackURL: call.hookUrl, idModel: boardOf(call), active: true },
    });
    await trelloRegistration.remove(call, rest);
    return { ids: [first] };
  },

  async remove(call, ids) {
    await deleteEach(call.http, ids, (id) => ({
      url: `${api}/webhooks/${id}`,
      headers: keyOf(call),
    }));
  },
});

const boardOf = ({ settings }: RegistrationCall): string => textIn(settings, 'board').trim();

function keyOf({ connection }: RegistrationCall) {
  const [key, token] = [textIn(connection, 'apiKey'), textIn(connection, 'apiToken')];
  return {
    authorization: `OAuth oauth_consumer_key="${encodeURIComponent(key)}", oauth_token="${encodeURIComponent(token)}"`,
  };
}
