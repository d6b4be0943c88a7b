import { action, field, isObject, Rejected } from '@hookline/connector-kit';
import { callBot } from './call-bot.js';
import { fitHtml, fitText } from './fit-text.js';

export const sendMessage = action({
  key: 'send_message',
  label: { en: 'Send a message', ru: 'Отправить сообщение' },
  connection: 'required',
  effect: 'once',
  input: {
    chat: field.choice({
      label: { en: 'Chat', ru: 'Чат' },
      help: {
        en: 'Write anything to the bot, or add it to a group, and the chat appears in this list. A number or @channel works too.',
        ru: 'Напишите боту что угодно или добавьте его в группу, и чат появится в списке. Подойдёт и номер или @канал.',
      },
      required: true,
      choicesFrom: 'chats',
    }),
    text: field.longText({
      label: { en: 'Text', ru: 'Текст' },
      help: {
        en: 'Up to 4,096 characters; a longer text is cut and ends in “…”.',
        ru: 'До 4096 символов; более длинный текст обрежется и закончится на «…».',
      },
      required: true,
    }),
    parseMode: field.choice({
      label: { en: 'Formatting', ru: 'Оформление' },
      default: 'none',
      mappable: false,
      choices: [
        { value: 'none', label: { en: 'None: the text as it is', ru: 'Нет: текст как есть' } },
        { value: 'html', label: { en: 'Tags <b>, <i>, <a>', ru: 'Теги <b>, <i>, <a>' } },
      ],
    }),
    isSilent: field.boolean({
      label: { en: 'Without a sound', ru: 'Без звука' },
      default: false,
      mappable: false,
    }),
  },
  output: {
    messageId: field.number({
      label: { en: 'Message number', ru: 'Номер сообщения' },
      required: true,
    }),
    chatId: field.text({ label: { en: 'Chat number', ru: 'Номер чата' }, required: true }),
  },
  sample: { messageId: 42, chatId: '123456789' },

  async run({ http, input, connection }) {
    const isHtml = input.parseMode === 'html';
    const text = isHtml ? fitHtml(input.text) : fitText(input.text);
    if (text.trim() === '') {
      throw new Rejected('the text is empty', { pointer: '/text', why: { code: 'text_empty' } });
    }
    const sent = await callBot(http, connection, {
      method: 'sendMessage',
      body: {
        chat_id: input.chat.trim(),
        text,
        ...(isHtml ? { parse_mode: 'HTML' } : {}),
        ...(input.isSilent === true ? { disable_notification: true } : {}),
      },
    });
    const chat = isObject(sent) ? sent['chat'] : null;
    const chatId = isObject(chat) ? chat['id'] : null;
    const messageId = isObject(sent) ? sent['message_id'] : null;
    return { messageId: messageId ?? null, chatId: String(chatId ?? input.chat) };
  },
});
