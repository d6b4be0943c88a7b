import {
  accessField,
  askJson,
  field,
  isObject,
  NeedsReconnect,
  objectsIn,
  registration,
  Rejected,
  sameNames,
  say,
  textIn,
  type Http,
  type JsonObject,
  type JsonValue,
  type Registration,
  type RegistrationCall,
} from '@hookline/connector-kit';

export const bitrix24Access = {
  clientId: field.text({
    label: say('Application ID (client_id)', 'Код приложения (client_id)'),
    help: say(
      'To connect automatically: of your local application.',
      'Чтобы подключать автоматически: код вашего локального приложения.',
    ),
    placeholder: 'local.0123456789abcd.01234567',
    mappable: false,
  }),
  clientSecret: accessField(
    say('Application key (client_secret)', 'Ключ приложения (client_secret)'),
    say('Shown beside the application ID.', 'Показан рядом с кодом приложения.'),
  ),
  refreshToken: accessField(
    say('Refresh token', 'Токен обновления (refresh_token)'),
    say(
      'Bitrix24 sends it once, as auth.refresh_token, when the application is installed by an administrator. Hookline renews it from then on.',
      'Битрикс24 присылает его один раз, в auth.refresh_token, когда приложение ставит администратор. Дальше Hookline обновляет его сам.',
    ),
  ),
};

const tokens = 'https://oauth.bitrix.info/oauth/token/';
/** A key that is about to end would end on the way. */
const marginSecs = 300;

/**
 * Bitrix24's REST API, event.bind: it works for applications alone, so neither an inbound webhook nor its secret
 * is of use here. The key of an application lives for an hour, and each renewal gives another refresh token.
 */
export const bitrix24Registration: Registration = registration({
  app: 'bitrix24',
  event: 'event',
  needs: {
    connection: ['applicationToken', 'clientId', 'clientSecret', 'refreshToken'],
    settings: [],
  },
  // Bitrix24 makes the application token, and sends the same with each event of the application.
  secretField: null,
  access: {
    isFresh: ({ accessUntilMs }, nowMs) =>
      typeof accessUntilMs === 'number' && accessUntilMs > nowMs,
    renew,
  },

  // Each application sees its own webhooks alone.
  site: ({ connection }) => `${textIn(connection, 'restUrl')} ${textIn(connection, 'clientId')}`,

  async find(call) {
    const ours = await listOurs(call);
    const ids = [...new Set(ours.map(nameOf))];
    return { ids, fits: ids.length === ours.length && sameNames(ids, call.events) };
  },

  async create(call) {
    for (const event of call.events) {
      await ask(call, 'event.bind', { event, handler: call.hookUrl });
    }
    return { ids: call.events };
  },

  async change(call) {
    const ours = await listOurs(call);
    const bound = ours.map(nameOf);
    const events = call.events.filter((event) => !bound.includes(event));
    await bitrix24Registration.create({ ...call, events });
    const unwanted = ours.filter(
      (one, at) => !call.events.includes(bound[at] ?? '') || bound.indexOf(nameOf(one)) !== at,
    );
    // One bound for several people would come several times.
    for (const one of unwanted) {
      const { auth_type: user = null } = one;
      const whose = user === null ? {} : { auth_type: user };
      await ask(call, 'event.unbind', { event: nameOf(one), handler: call.hookUrl, ...whose });
    }
    return { ids: call.events };
  },

  async remove(call, ids) {
    for (const event of ids) await ask(call, 'event.unbind', { event, handler: call.hookUrl });
  },
});

const nameOf = (bound: JsonObject): string => textIn(bound, 'event').toUpperCase();

async function listOurs(call: RegistrationCall): Promise<readonly JsonObject[]> {
  return objectsIn(await ask(call, 'event.get', {})).filter(
    ({ handler }) => handler === call.hookUrl,
  );
}

async function ask(
  { http, connection }: RegistrationCall,
  method: string,
  parameters: JsonObject,
): Promise<JsonValue> {
  const restUrl = textIn(connection, 'restUrl');
  if (!restUrl.startsWith('https://')) {
    const why = { code: 'source_not_https' } as const;
    throw new Rejected('Bitrix24 named no https address', { why });
  }
  const answer = await askJson(http, {
    method: 'POST',
    url: `${restUrl.replace(/\/+$/, '')}/${method}`,
    json: { ...parameters, auth: textIn(connection, 'accessToken') },
  });
  return isObject(answer) ? (answer['result'] ?? null) : null;
}

async function renew(http: Http, connection: JsonObject, nowMs: number): Promise<JsonObject> {
  const query = new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: textIn(connection, 'clientId'),
    client_secret: textIn(connection, 'clientSecret'),
    refresh_token: textIn(connection, 'refreshToken'),
  });
  const answer = await askJson(http, { method: 'GET', url: `${tokens}?${query}` }).catch(refused);
  const told = isObject(answer) ? answer : {};
  const [accessToken, refreshToken] = [textIn(told, 'access_token'), textIn(told, 'refresh_token')];
  const livesSecs = Number(textIn(told, 'expires_in'));
  if (accessToken === '' || refreshToken === '')
    throw new NeedsReconnect(again('no keys in its answer'), { why: { code: 'source_key_ended' } });
  return {
    accessToken,
    refreshToken,
    restUrl: textIn(told, 'client_endpoint'),
    accessUntilMs: nowMs + Math.max((livesSecs || 0) - marginSecs, 0) * 1_000,
  };
}

/** Whatever Bitrix24 has against the keys, a person must bring others. */
function refused(error: unknown): never {
  const isRefusal = error instanceof Rejected || error instanceof NeedsReconnect;
  if (!isRefusal) throw error;
  const quote = error.why?.quote;
  const why = { code: 'source_key_ended', ...(quote !== undefined && { quote }) } as const;
  throw new NeedsReconnect(again(error.message), { why, cause: error });
}

const again = (why: string): string =>
  `Bitrix24 does not renew the application’s key: ${why}. Install the application again and paste its refresh token.`;
