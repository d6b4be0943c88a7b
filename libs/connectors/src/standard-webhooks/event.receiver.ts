import {
  describeFields,
  eventsAt,
  field,
  from,
  labelsOf,
  prove,
  receiver,
  say,
  setUp,
  signedTime,
} from '@hookline/connector-kit';

const secrets = {
  secret: field.secret({
    label: say('Signing secret', 'Секрет подписи'),
    help: say('It begins with whsec_.', 'Начинается с whsec_.'),
    placeholder: 'whsec_…',
  }),
  publicKey: field.text({
    label: say('Public key', 'Открытый ключ'),
    help: say(
      'Of senders that sign with a key pair: it begins with whpk_. Fill in one of the two.',
      'Если отправитель подписывает парой ключей: начинается с whpk_. Заполните одно из двух.',
    ),
    placeholder: 'whpk_…',
    mappable: false,
  }),
};

const signature = (headers: 'webhook' | 'svix') => [
  prove.signature({
    header: `${headers}-signature`,
    encoding: 'base64',
    layout: 'list',
    prefix: 'v1',
    signed: ['{id}.{ts}.{body}'],
    secretForm: 'base64',
    timestamp: signedTime(`${headers}-timestamp`),
    idHeader: `${headers}-id`,
  }),
  prove.signature({
    header: `${headers}-signature`,
    algorithm: 'ed25519',
    encoding: 'base64',
    layout: 'list',
    prefix: 'v1a',
    signed: ['{id}.{ts}.{body}'],
    secretField: 'publicKey',
    secretForm: 'base64',
    timestamp: signedTime(`${headers}-timestamp`),
    idHeader: `${headers}-id`,
  }),
];

/** Wire facts: the Standard Webhooks specification and Svix, which differ in the names of headers. */
export const standardWebhooksEvent = receiver({
  app: 'standard_webhooks',
  event: 'event',
  label: say('An event arrives', 'Пришло событие'),
  appLabel: say('Standard Webhooks / Svix', 'Standard Webhooks / Svix'),
  category: 'development',
  color: '#111827',
  setup: setUp(
    say(
      'Paste it at the sender as the address of a webhook endpoint.',
      'Вставьте его у отправителя как адрес вебхука (endpoint).',
    ),
    say(
      'The sender shows a signing secret: add it here as a connection for Standard Webhooks and choose it.',
      'Отправитель покажет секрет подписи: добавьте его здесь как подключение Standard Webhooks и выберите.',
    ),
  ),
  connection: 'required',
  connectionFields: describeFields(secrets),
  verify: [...signature('webhook'), ...signature('svix')],
  events: eventsAt(from.body('type')),
  dedupe: [[from.header('webhook-id')], [from.header('svix-id')]],
  labels: labelsOf({
    type: ['Event', 'Событие'],
    timestamp: ['When', 'Когда'],
    data: ['Data', 'Данные'],
  }),
  sample: {
    type: 'lead.created',
    timestamp: '2026-03-02T09:15:40Z',
    data: { id: 'l1', name: 'Анна' },
  },
});
