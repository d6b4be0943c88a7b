import {
  accessField,
  deleteIfThere,
  askJson,
  failForStatus,
  field,
  isObject,
  readJsonBody,
  registration,
  say,
  textIn,
  unfitField,
  type Registration,
  type RegistrationCall,
} from '@hookline/connector-kit';

export const typeformAccess = {
  apiToken: accessField(
    say('Personal token', 'Личный токен'),
    say(
      'Typeform: Settings, Personal tokens, with the scopes webhooks:read and webhooks:write.',
      'Typeform: Settings → Personal tokens, права webhooks:read и webhooks:write.',
    ),
  ),
};

export const typeformPlace = {
  form: field.text({
    label: say('Form', 'Форма'),
    help: say(
      'To connect automatically: its id, the last part of the form’s address.',
      'Чтобы подключать автоматически: id — последняя часть адреса формы.',
    ),
    mappable: false,
  }),
};

/** Typeform's Webhooks API: a webhook has a tag of our choice, so that putting it twice is putting it once. */
export const typeformRegistration: Registration = registration({
  app: 'typeform',
  event: 'response',
  needs: { connection: ['apiToken'], settings: ['form'] },
  secretField: 'secret',

  site: ({ settings }) => textIn(settings, 'form').trim(),

  async find(call) {
    const response = await call.http.request({ method: 'GET', ...hookOf(call) });
    if (response.status === 404) return { ids: [], fits: false };
    failForStatus(response);
    const hook = readJsonBody(response);
    const fits = isObject(hook) && hook['url'] === call.hookUrl && hook['enabled'] === true;
    return { ids: [tagOf(call)], fits };
  },

  async create(call) {
    await askJson(call.http, {
      method: 'PUT',
      ...hookOf(call),
      json: { url: call.hookUrl, enabled: true, secret: call.secret, verify_ssl: true },
    });
    return { ids: [tagOf(call)] };
  },

  // Putting it again overwrites it.
  change: (call) => typeformRegistration.create(call),

  async remove(call) {
    await deleteIfThere(call.http, hookOf(call));
  },
});

/** The end of the address, which no other flow has; a part of it, because whoever reads tags must not send. */
function tagOf({ hookUrl }: RegistrationCall): string {
  const token = hookUrl.split('/').at(-1) ?? '';
  return `hookline-${token.replace(/[^A-Za-z0-9]/g, '').slice(0, 8)}`;
}

function hookOf(call: RegistrationCall) {
  const form = textIn(call.settings, 'form').trim();
  if (!/^[A-Za-z0-9]+$/.test(form)) throw unfitField(typeformPlace.form, 'aBcD12');
  return {
    url: `https://api.typeform.com/forms/${form}/webhooks/${tagOf(call)}`,
    headers: { authorization: `Bearer ${textIn(call.connection, 'apiToken')}` },
  };
}
