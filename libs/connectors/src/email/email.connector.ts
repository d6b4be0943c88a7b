import { connector } from '@hookline/connector-kit';
import { send } from './send.action.js';
import { smtpConnection } from './smtp.connection.js';

export const email = connector({
  key: 'email',
  label: { en: 'E-mail', ru: 'Почта' },
  category: 'core',
  icon: 'mail',
  color: '#e8590c',
  help: {
    en: 'Sends mail through your own mail server.',
    ru: 'Отправляет письма через ваш почтовый сервер.',
  },
  connection: smtpConnection,
  actions: [send],
});
