import { connector, isObject } from '@hookline/connector-kit';
import { botFields } from './bot-fields.js';
import { callBot } from './call-bot.js';
import { findChats } from './find-chats.js';
import { sendMessage } from './send-message.action.js';

export const telegram = connector({
  key: 'telegram',
  label: { en: 'Telegram', ru: 'Telegram' },
  category: 'messengers',
  icon: 'brand-telegram',
  color: '#229ed9',
  help: {
    en: 'Messages from a bot of yours to a person, a group or a channel.',
    ru: 'Сообщения от вашего бота человеку, в группу или в канал.',
  },
  connection: {
    fields: botFields,
    async check({ http, connection }) {
      const me = await callBot(http, connection, { method: 'getMe', body: {} });
      const name =
        isObject(me) && typeof me['username'] === 'string' ? `@${me['username']}` : 'The bot';
      return { message: `${name} is ready.`, why: { code: 'works_bot', values: { name } } };
    },
  },
  choices: { chats: findChats },
  actions: [sendMessage],
});
