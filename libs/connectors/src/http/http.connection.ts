import {
  field,
  Rejected,
  type ConnectionDefinition,
  type JsonObject,
} from '@hookline/connector-kit';
import { failForStatus, readInput } from '@hookline/connector-kit';

const fields = {
  auth: field.choice({
    label: { en: 'How the target knows you', ru: 'Как сервис вас узнаёт' },
    required: true,
    default: 'bearer',
    mappable: false,
    choices: [
      { value: 'bearer', label: { en: 'Bearer token', ru: 'Токен (Bearer)' } },
      { value: 'basic', label: { en: 'User and password', ru: 'Логин и пароль' } },
      { value: 'header', label: { en: 'Key in a header', ru: 'Ключ в заголовке' } },
      { value: 'none', label: { en: 'Not at all', ru: 'Никак' } },
    ],
  }),
  token: field.secret({
    label: { en: 'Token', ru: 'Токен' },
    requiredWhenVisible: true,
    visibleWhen: { field: 'auth', in: ['bearer'] },
  }),
  user: field.text({
    label: { en: 'User', ru: 'Логин' },
    requiredWhenVisible: true,
    mappable: false,
    visibleWhen: { field: 'auth', in: ['basic'] },
  }),
  password: field.secret({
    label: { en: 'Password', ru: 'Пароль' },
    visibleWhen: { field: 'auth', in: ['basic'] },
  }),
  headerName: field.text({
    label: { en: 'Name of the header', ru: 'Имя заголовка' },
    placeholder: 'X-Api-Key',
    requiredWhenVisible: true,
    mappable: false,
    visibleWhen: { field: 'auth', in: ['header'] },
  }),
  headerValue: field.secret({
    label: { en: 'Key', ru: 'Ключ' },
    requiredWhenVisible: true,
    visibleWhen: { field: 'auth', in: ['header'] },
  }),
  hosts: field.text({
    label: { en: 'Only for these hosts', ru: 'Только для этих адресов' },
    help: {
      en: 'Host names with commas, such as api.example.com. The key is sent to no other host.',
      ru: 'Имена через запятую, например api.example.com. Больше никуда ключ отправлен не будет.',
    },
    placeholder: 'api.example.com',
    secretsGoTo: 'hosts',
    mappable: false,
  }),
  testUrl: field.url({
    label: { en: 'Address to try the connection with', ru: 'Адрес для проверки подключения' },
    help: {
      en: 'Asked with GET when you press “Test”. Nothing is changed there.',
      ru: 'Запрашивается методом GET по кнопке «Проверить». Ничего не меняет.',
    },
    secretsGoTo: 'address',
    mappable: false,
  }),
};

export const httpConnection: ConnectionDefinition = {
  fields,
  async check({ http, connection }) {
    const { testUrl } = readInput(fields, connection);
    if (testUrl === undefined) {
      return {
        message: 'Saved. Give an address to try it with, if you want it tested.',
        why: { code: 'works_untried' },
      };
    }
    const headers = authHeaders(connection, testUrl);
    const response = await http.request({ method: 'GET', url: testUrl, headers });
    failForStatus(response);
    return {
      message: `The target answered with status ${response.status}.`,
      why: { code: 'works_status', values: { status: response.status } },
    };
  },
};

/**
 * The headers that show who we are.
 * @throws Rejected when the connection lacks a value or may not be shown to the host of `url`.
 */
export function authHeaders(connection: JsonObject | null, url: string): Record<string, string> {
  if (connection === null) return {};
  const values = readInput(fields, connection);
  refuseOtherHosts(values.hosts ?? '', url);
  if (values.auth === 'bearer') return { authorization: `Bearer ${needed(values.token)}` };
  if (values.auth === 'basic') {
    const pair = `${needed(values.user)}:${values.password ?? ''}`;
    return { authorization: `Basic ${Buffer.from(pair, 'utf8').toString('base64')}` };
  }
  if (values.auth === 'header') return { [needed(values.headerName)]: needed(values.headerValue) };
  return {};
}

function refuseOtherHosts(hosts: string, url: string): void {
  const allowed = hosts.split(',').map((each) => each.trim().toLowerCase());
  const { hostname } = new URL(url);
  if (hosts.trim() === '' || allowed.includes(hostname.toLowerCase())) return;
  throw new Rejected(`the connection may not be used for ${hostname}`, {
    pointer: '/url',
    why: { code: 'connection_other_host', values: { host: hostname } },
  });
}

function needed(value: string | undefined): string {
  if (value !== undefined) return value;
  throw new Rejected('the connection lacks a value; open it and fill in its fields', {
    why: { code: 'connection_incomplete' },
  });
}
