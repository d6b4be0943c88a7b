import {
  byHand,
  describeFields,
  eventsOf,
  field,
  from,
  labelsOf,
  prove,
  receiver,
  say,
  setUp,
  toldBy,
} from '@hookline/connector-kit';

const secrets = {
  webhookSecret: field.secret({
    label: say('Secret of the webhook', 'Секрет вебхука'),
    help: say(
      'For flows that begin with a message to the bot: invent 16 to 256 letters, digits, _ or -. The same goes into setWebhook as secret_token.',
      'Для связок, которые запускает сообщение боту: придумайте от 16 до 256 латинских букв, цифр, _ или -. Тот же укажите в setWebhook как secret_token.',
    ),
    required: true,
  }),
};

/** Wire facts: the Bot API's setWebhook. */
export const telegramUpdate = receiver({
  app: 'telegram',
  event: 'update',
  label: say('A message to the bot', 'Сообщение боту'),
  appLabel: say('Telegram', 'Telegram'),
  category: 'messengers',
  icon: 'telegram',
  color: '#229ed9',
  setup: setUp(
    say(
      'In the connection of your bot fill in the secret of the webhook, and choose this connection here.',
      'В подключении вашего бота заполните секрет вебхука и выберите это подключение здесь.',
    ),
    say(
      'Call once https://api.telegram.org/bot<token>/setWebhook with url (this address) and secret_token (the same secret).',
      'Вызовите один раз https://api.telegram.org/bot<токен>/setWebhook с url (этот адрес) и secret_token (тот же секрет).',
    ),
    say(
      'Write to your bot: the message appears here.',
      'Напишите своему боту: сообщение появится здесь.',
    ),
  ),
  notes: [
    say('A bot has one webhook address.', 'У бота один адрес вебхука.'),
    say(
      'Telegram calls the ports 443, 80, 88 and 8443 only.',
      'Telegram вызывает только порты 443, 80, 88 и 8443.',
    ),
  ],
  connection: 'required',
  settings: describeFields(byHand),
  connectionFields: describeFields(secrets),
  verify: [prove.token([from.header('X-Telegram-Bot-Api-Secret-Token')], 'webhookSecret')],
  events: {
    ...eventsOf(from.kind(), {
      message: ['Message', 'Сообщение'],
      edited_message: ['Changed message', 'Изменённое сообщение'],
      callback_query: ['Press of a button', 'Нажатие кнопки'],
      channel_post: ['Post in a channel', 'Запись в канале'],
      edited_channel_post: ['Changed post in a channel', 'Изменённая запись в канале'],
      business_message: ['Message to a business account', 'Сообщение бизнес-аккаунту'],
      my_chat_member: ['The bot is added or removed', 'Бота добавили или удалили'],
      chat_join_request: ['Request to join', 'Заявка на вступление'],
      pre_checkout_query: ['Order before its payment', 'Заказ перед оплатой'],
    }),
    // What an update is, it tells by the one field that it has beside its number.
    told: toldBy({
      message: 'message.message_id',
      edited_message: 'edited_message.message_id',
      callback_query: 'callback_query.id',
      channel_post: 'channel_post.message_id',
      edited_channel_post: 'edited_channel_post.message_id',
      business_message: 'business_message.message_id',
      my_chat_member: 'my_chat_member.date',
      chat_join_request: 'chat_join_request.date',
      pre_checkout_query: 'pre_checkout_query.id',
    }),
  },
  dedupe: [[from.body('update_id')]],
  reply: { status: 200, contentType: 'text/plain; charset=utf-8', body: '' },
  labels: labelsOf({
    'message.text': ['Text', 'Текст'],
    'message.from.first_name': ['Name', 'Имя'],
    'message.from.username': ['Username', 'Ник'],
    'message.chat.id': ['Chat', 'ID чата'],
    'message.contact.phone_number': ['Phone', 'Телефон'],
  }),
  sample: {
    update_id: 900_000_001,
    message: {
      message_id: 12,
      date: 1_772_442_940,
      from: {
        id: 500_000_001,
        is_bot: false,
        first_name: 'Анна',
        username: 'anna_test',
        language_code: 'ru',
      },
      chat: { id: 500_000_001, type: 'private', first_name: 'Анна' },
      text: '/start promo1',
    },
  },
});
