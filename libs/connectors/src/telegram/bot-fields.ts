import { field } from '@hookline/connector-kit';

export const botFields = {
  token: field.secret({
    label: { en: 'Bot token', ru: 'Токен бота' },
    help: {
      en: 'Write /newbot to @BotFather in Telegram; it answers with the token.',
      ru: 'Напишите /newbot боту @BotFather в Telegram: в ответ придёт токен.',
    },
    placeholder: '123456789:AAE…',
    required: true,
  }),
  hasOwnServer: field.boolean({
    label: { en: 'Own Bot API server', ru: 'Свой сервер Bot API' },
    default: false,
    mappable: false,
  }),
  apiBaseUrl: field.url({
    label: { en: 'Address of that server', ru: 'Адрес этого сервера' },
    placeholder: 'http://127.0.0.1:8081',
    secretsGoTo: 'address',
    mappable: false,
    visibleWhen: { field: 'hasOwnServer', in: [true] },
  }),
};
