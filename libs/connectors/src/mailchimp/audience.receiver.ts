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

/** Wire facts: Mailchimp's audience webhooks; nothing is signed. */
export const mailchimpAudience = receiver({
  app: 'mailchimp',
  event: 'audience',
  label: say('An audience changes', 'Изменилась аудитория'),
  appLabel: say('Mailchimp', 'Mailchimp'),
  category: 'marketing',
  color: '#ffe01b',
  setup: setUp(
    say(
      'To be strict, add a connection for Mailchimp here with a secret, and add ?secret=… to the address.',
      'Для строгой проверки добавьте здесь подключение Mailchimp с секретом и допишите к адресу ?secret=…',
    ),
    say(
      'In Mailchimp open Audience, Settings, Webhooks, Create new webhook, paste the address and save. Mailchimp asks the address at once.',
      'В Mailchimp откройте Audience → Settings → Webhooks → Create new webhook, вставьте адрес и сохраните. Mailchimp сразу проверит адрес.',
    ),
  ),
  greetings: [{ methods: ['GET'], when: [], isOpen: true, reply: null }],
  connectionFields: addressSecretFields(),
  verify: [prove.secretInAddress()],
  events: eventsOf(from.body('type'), {
    subscribe: ['Subscribed', 'Подписка'],
    unsubscribe: ['Unsubscribed', 'Отписка'],
    profile: ['Profile changed', 'Изменён профиль'],
    upemail: ['Address changed', 'Изменён адрес'],
    cleaned: ['Address cleaned', 'Адрес очищен'],
    campaign: ['Campaign sent', 'Рассылка отправлена'],
  }),
  dedupe: [[from.body('type'), from.body('fired_at'), from.body('data.id')]],
  labels: labelsOf({
    type: ['Event', 'Событие'],
    'data.email': ['E-mail', 'E-mail'],
    'data.merges.FNAME': ['First name', 'Имя'],
    'data.merges.LNAME': ['Last name', 'Фамилия'],
    'data.reason': ['Reason', 'Причина'],
  }),
  sample: {
    type: 'subscribe',
    fired_at: '2026-03-02 09:15:40',
    data: {
      id: '8a25ff1d98',
      list_id: 'a6b5da1054',
      email: 'anna@example.test',
      email_type: 'html',
      ip_opt: '192.0.2.10',
      ip_signup: '192.0.2.10',
      merges: { EMAIL: 'anna@example.test', FNAME: 'Анна', LNAME: 'Тест' },
    },
  },
  wire: {
    type: 'form',
    body: 'type=subscribe&fired_at=2026-03-02+09%3A15%3A40&data%5Bid%5D=8a25ff1d98&data%5Blist_id%5D=a6b5da1054&data%5Bemail%5D=anna%40example.test&data%5Bemail_type%5D=html&data%5Bip_opt%5D=192.0.2.10&data%5Bip_signup%5D=192.0.2.10&data%5Bmerges%5D%5BEMAIL%5D=anna%40example.test&data%5Bmerges%5D%5BFNAME%5D=%D0%90%D0%BD%D0%BD%D0%B0&data%5Bmerges%5D%5BLNAME%5D=%D0%A2%D0%B5%D1%81%D1%82',
  },
});
