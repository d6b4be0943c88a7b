import {
  describeFields,
  eventsOf,
  field,
  from,
  labelsOf,
  prove,
  receiver,
  say,
  setUp,
} from '@hookline/connector-kit';

const secrets = {
  secret: field.secret({
    label: say('App Secret', 'App Secret'),
    help: say(
      'From App settings, Basic, of your Meta app.',
      'Из раздела App settings → Basic вашего приложения Meta.',
    ),
    required: true,
  }),
  verifyToken: field.secret({
    label: say('Verify token', 'Verify token'),
    help: say(
      'A word that you invent, and enter at Meta together with the address.',
      'Слово, которое вы придумали и введёте в Meta вместе с адресом.',
    ),
    required: true,
  }),
};

/** Wire facts: Meta's pages on webhooks; a batch holds up to 1000 changes. */
export const metaLead = receiver({
  app: 'meta',
  event: 'lead',
  label: say('A lead form or a page changes', 'Лид-форма или событие страницы'),
  appLabel: say('Facebook / Meta Lead Ads', 'Facebook / Meta Lead Ads'),
  category: 'marketing',
  color: '#0866ff',
  setup: setUp(
    say(
      'Add a connection for Meta here, with the App Secret and a verify token that you invent, and choose it.',
      'Добавьте здесь подключение Meta с App Secret и придуманным verify token и выберите его.',
    ),
    say(
      'In the Meta app open Webhooks, choose Page, press Subscribe, paste the address and the verify token. Meta asks the address at once.',
      'В приложении Meta откройте Webhooks, выберите Page, нажмите Subscribe, вставьте адрес и verify token. Meta сразу проверит адрес.',
    ),
    say(
      'Subscribe to the field leadgen, and subscribe your page to the app.',
      'Подпишитесь на поле leadgen и подпишите вашу страницу на приложение.',
    ),
  ),
  evidence: 'partial',
  notes: [
    say(
      'A lead comes as its number only (leadgen_id). The answers are read afterwards by the Graph API, with an HTTP step.',
      'Приходит только номер лида (leadgen_id). Ответы читает следующий шаг через Graph API (шаг HTTP).',
    ),
    say(
      'Not verified: the names of the fields inside value.',
      'Не проверено: имена полей внутри value.',
    ),
    say('A Meta app has one webhook address.', 'У приложения Meta один адрес вебхука.'),
  ],
  greetings: [
    {
      methods: ['GET'],
      when: [
        { at: from.query('[hub.mode]'), equals: 'subscribe' },
        { at: from.query('[hub.challenge]') },
      ],
      isOpen: true,
      secret: { at: from.query('[hub.verify_token]'), field: 'verifyToken' },
      reply: { echo: from.query('[hub.challenge]') },
    },
  ],
  connection: 'required',
  connectionFields: describeFields(secrets),
  verify: [prove.signature({ header: 'X-Hub-Signature-256', prefix: 'sha256=' })],
  split: { paths: ['entry.*.changes', 'entry.*.messaging'] },
  events: eventsOf(from.body('entry.changes.field'), {
    leadgen: ['Lead forms', 'Лид-формы'],
    feed: ['Feed of the page', 'Лента страницы'],
    mention: ['Mentions', 'Упоминания'],
  }),
  dedupe: [
    [from.body('entry.changes.value.leadgen_id')],
    [from.body('entry.messaging.message.mid')],
    // What has no id of its own: all that it says, at the time that Meta names.
    [from.body('entry.id'), from.body('entry.time'), from.digest('entry.changes')],
    [from.body('entry.id'), from.body('entry.messaging.timestamp'), from.digest('entry.messaging')],
  ],
  labels: labelsOf({
    'entry.id': ['Page', 'Страница'],
    'entry.changes.field': ['Event', 'Событие'],
    'entry.changes.value.leadgen_id': ['Number of the lead', 'Номер лида'],
    'entry.changes.value.form_id': ['Form', 'Форма'],
  }),
  sample: {
    object: 'page',
    entry: {
      id: '100000000000001',
      time: 1_772_442_940,
      changes: {
        field: 'leadgen',
        value: {
          leadgen_id: '200000000000001',
          form_id: '300000000000001',
          page_id: '100000000000001',
          created_time: 1_772_442_940,
        },
      },
    },
  },
  wire: {
    body: '{"object":"page","entry":[{"id":"100000000000001","time":1772442940,"changes":[{"field":"leadgen","value":{"leadgen_id":"200000000000001","form_id":"300000000000001","page_id":"100000000000001","created_time":1772442940}}]}]}',
  },
});
