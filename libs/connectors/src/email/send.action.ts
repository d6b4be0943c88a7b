import { action, field } from '@hookline/connector-kit';
import { readServer } from './smtp.connection.js';

export const send = action({
  key: 'send',
  label: { en: 'Send an e-mail', ru: 'Отправить письмо' },
  help: {
    en: 'Without a mail connection nothing is sent: the mail is kept in the outbox, where you can read it.',
    ru: 'Без подключения почты письмо не уходит: оно остаётся в разделе «Исходящие», где его можно прочесть.',
  },
  connection: 'optional',
  effect: ({ hasConnection }) => (hasConnection ? 'once' : 'local'),
  input: {
    to: field.emails({
      label: { en: 'To', ru: 'Кому' },
      help: {
        en: 'One address, or up to 50 with commas.',
        ru: 'Один адрес или до 50 через запятую.',
      },
      required: true,
      placeholder: 'owner@example.com',
    }),
    subject: field.text({ label: { en: 'Subject', ru: 'Тема' }, required: true }),
    text: field.longText({ label: { en: 'Text', ru: 'Текст' } }),
    html: field.html({
      label: { en: 'HTML', ru: 'HTML' },
      help: {
        en: 'For a designed mail. Programs that cannot show it show the text.',
        ru: 'Для оформленного письма. Где HTML не показать, покажут текст.',
      },
    }),
    replyTo: field.email({
      label: { en: 'Answers go to', ru: 'Куда придёт ответ' },
      placeholder: '{{trigger.Email}}',
    }),
    fromName: field.text({ label: { en: 'Sender name', ru: 'Имя отправителя' } }),
  },
  output: {
    messageId: field.text({ label: { en: 'Message id', ru: 'Номер письма' }, required: true }),
    to: field.list({ label: { en: 'To', ru: 'Кому' }, required: true }),
    isCaught: field.boolean({
      label: { en: 'Kept in the outbox', ru: 'Осталось в исходящих' },
      required: true,
    }),
  },
  sample: { messageId: '<1@hookline>', to: ['owner@example.com'], isCaught: false },

  async run({ mail, input, connection }) {
    const message = {
      to: input.to,
      subject: oneLine(input.subject),
      ...(input.html === undefined || input.text !== undefined ? { text: input.text ?? '' } : {}),
      ...(input.html === undefined ? {} : { html: input.html }),
      ...(input.replyTo === undefined ? {} : { replyTo: input.replyTo }),
      ...(input.fromName === undefined ? {} : { fromName: oneLine(input.fromName) }),
    };
    const sent = connection
      ? await mail.send(readServer(connection), message)
      : await mail.catch(message);
    return { messageId: sent.messageId, to: input.to, isCaught: connection === null };
  },
});

/** A header is one line: whatever could start another becomes a space. */
function oneLine(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what must go
  return text.replace(/[\x00-\x1f\x7f\u0085\u2028\u2029]+/g, ' ').trim();
}
