import {
  field,
  readInput,
  type ConnectionDefinition,
  type JsonObject,
  type SmtpServer,
} from '@hookline/connector-kit';

const fields = {
  host: field.text({
    label: { en: 'Mail server', ru: 'Почтовый сервер' },
    required: true,
    placeholder: 'smtp.example.com',
    secretsGoTo: 'address',
    mappable: false,
  }),
  port: field.number({
    label: { en: 'Port', ru: 'Порт' },
    required: true,
    default: 465,
    secretsGoTo: 'address',
    mappable: false,
  }),
  secure: field.boolean({
    label: { en: 'TLS from the start', ru: 'TLS с самого начала' },
    help: {
      en: 'Yes for port 465. No for 587, where encryption starts after the greeting.',
      ru: 'Да для порта 465. Нет для 587: там шифрование включается после приветствия.',
    },
    required: true,
    default: true,
    mappable: false,
  }),
  user: field.text({ label: { en: 'User', ru: 'Логин' }, mappable: false }),
  password: field.secret({ label: { en: 'Password', ru: 'Пароль' } }),
  fromAddress: field.email({
    label: { en: 'Sender address', ru: 'Адрес отправителя' },
    required: true,
    placeholder: 'shop@example.com',
    mappable: false,
  }),
};

export const smtpConnection: ConnectionDefinition = {
  fields,
  help: {
    en: 'Your mail provider names the server and the port. Many ask for a password made for programs.',
    ru: 'Сервер и порт называет ваша почта. Часто нужен отдельный пароль для приложений.',
  },
  async check({ mail, connection }) {
    const server = readServer(connection);
    await mail.verify(server);
    return {
      message: `${server.host} accepted the user and password.`,
      why: { code: 'works_mail', values: { host: server.host } },
    };
  },
};

export function readServer(connection: JsonObject): SmtpServer {
  const { user, password, ...server } = readInput(fields, connection);
  return { ...server, user: user ?? '', password: password ?? '' };
}
