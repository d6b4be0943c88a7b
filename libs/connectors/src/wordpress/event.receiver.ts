import {
  addressSecretFields,
  eventsOf,
  from,
  labelsOf,
  prove,
  receiver,
  say,
  setUp,
} from '@hookline/connector-kit';

/** Wire facts: one open receiver for the webhooks of WordPress.com; nothing is signed. */
export const wordpressEvent = receiver({
  app: 'wordpress',
  event: 'event',
  label: say('Something happens on a WordPress.com site', 'Событие на сайте WordPress.com'),
  appLabel: say('WordPress', 'WordPress'),
  category: 'sites',
  color: '#21759b',
  setup: setUp(
    say(
      'To be strict, add a connection for WordPress here with a secret, and add ?secret=… to the address.',
      'Для строгой проверки добавьте здесь подключение WordPress с секретом и допишите к адресу ?secret=…',
    ),
    say(
      'At WordPress.com open Settings, Webhooks, choose the action and the fields, paste the address and add the webhook.',
      'На WordPress.com откройте Settings → Webhooks, выберите действие и поля, вставьте адрес и добавьте вебхук.',
    ),
  ),
  evidence: 'partial',
  notes: [
    say(
      'Known from one source only; how WordPress.com repeats is not verified.',
      'Известно из одного источника; как WordPress.com повторяет запросы, не проверено.',
    ),
    say(
      'There is no id: equal requests within 10 minutes are one event.',
      'Номера события нет: одинаковые запросы в течение 10 минут считаются одним.',
    ),
  ],
  connectionFields: addressSecretFields(),
  verify: [prove.secretInAddress()],
  events: eventsOf(from.body('hook'), {
    comment_post: ['Comment', 'Комментарий'],
    publish_post: ['Post published', 'Опубликована запись'],
    publish_page: ['Page published', 'Опубликована страница'],
    save_post: ['Post saved', 'Запись сохранена'],
  }),
  dedupe: [[from.bytes()]],
  dedupeWindowSecs: 600,
  labels: labelsOf({
    hook: ['Event', 'Событие'],
    comment_author: ['Name', 'Имя'],
    comment_author_email: ['E-mail', 'E-mail'],
    comment_date: ['When', 'Когда'],
  }),
  sample: {
    hook: 'comment_post',
    comment_ID: '17',
    comment_author: 'Anna',
    comment_author_email: 'anna@example.test',
    comment_date: '2026-03-02 09:15:40',
    comment_type: 'comment',
  },
  wire: { type: 'form' },
});
