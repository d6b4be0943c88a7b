import {
  eventsOf,
  from,
  labelsOf,
  prove,
  receiver,
  say,
  secretFields,
  setUp,
} from '@hookline/connector-kit';

/** Wire facts: open integrations; the vendor's patience for old signatures is about three minutes. */
export const calendlyBooking = receiver({
  app: 'calendly',
  event: 'booking',
  label: say('A meeting is booked or cancelled', 'Встреча назначена или отменена'),
  appLabel: say('Calendly', 'Calendly'),
  category: 'work',
  color: '#006bff',
  setup: setUp(
    say(
      'Invent a long secret, add it here as a connection for Calendly and choose it.',
      'Придумайте длинный секрет, добавьте его здесь как подключение Calendly и выберите.',
    ),
    say(
      'Create the subscription by Calendly’s API: POST /webhook_subscriptions with url (this address), events, your organization, and signing_key (the same secret).',
      'Создайте подписку через API Calendly: POST /webhook_subscriptions с url (этот адрес), events, вашей organization и signing_key (тот же секрет).',
    ),
  ),
  notes: [
    say(
      'A meeting that is moved comes as a cancelled one and a new one (known by recollection).',
      'Перенос встречи приходит как отмена и новая встреча (по памяти, не проверено).',
    ),
    say(
      'Webhooks need a paid plan (known by recollection).',
      'Вебхуки доступны на платном тарифе (по памяти, не проверено).',
    ),
  ],
  connection: 'required',
  connectionFields: secretFields(
    say('Signing key', 'Ключ подписи'),
    say('The signing_key of the subscription.', 'signing_key подписки.'),
  ),
  verify: [
    prove.signature({
      header: 'Calendly-Webhook-Signature',
      layout: 'pairs',
      prefix: 'v1',
      signed: ['{ts}.{body}'],
      timestamp: { from: 'pair', name: 't', unit: 'secs', toleranceSecs: 180 },
    }),
  ],
  events: eventsOf(from.body('event'), {
    'invitee.created': ['Booked', 'Запись создана'],
    'invitee.canceled': ['Cancelled', 'Запись отменена'],
    'invitee_no_show.created': ['Did not come', 'Не пришёл'],
    'invitee_no_show.deleted': ['Came after all', 'Отметка о неявке снята'],
    'routing_form_submission.created': ['Routing form', 'Форма маршрутизации'],
  }),
  dedupe: [[from.body('payload.uri'), from.body('event'), from.body('created_at')]],
  readings: [
    {
      field: 'payload.questions_and_answers',
      as: 'pairs',
      into: 'answersByQuestion',
      key: 'question',
      values: ['answer'],
    },
  ],
  labels: labelsOf({
    'payload.name': ['Name', 'Имя'],
    'payload.email': ['E-mail', 'E-mail'],
    'payload.scheduled_event.name': ['Meeting', 'Встреча'],
    'payload.scheduled_event.start_time': ['Start', 'Начало'],
    answersByQuestion: ['Answers', 'Ответы'],
  }),
  sample: {
    event: 'invitee.created',
    created_at: '2026-03-02T09:15:40.000000Z',
    created_by: 'https://api.calendly.com/users/AAAA',
    payload: {
      uri: 'https://api.calendly.com/scheduled_events/EEEE/invitees/IIII',
      name: 'Анна',
      email: 'anna@example.test',
      status: 'active',
      timezone: 'Europe/Moscow',
      rescheduled: false,
      questions_and_answers: [{ question: 'Телефон', answer: '+79000000001', position: 0 }],
      tracking: { utm_source: 'yandex', utm_campaign: null },
      scheduled_event: {
        uri: 'https://api.calendly.com/scheduled_events/EEEE',
        name: 'Консультация',
        start_time: '2026-03-05T10:00:00.000000Z',
        end_time: '2026-03-05T10:30:00.000000Z',
      },
    },
    answersByQuestion: { Телефон: '+79000000001' },
  },
});
