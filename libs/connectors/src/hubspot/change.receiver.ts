import {
  eventsOf,
  from,
  labelsOf,
  prove,
  receiver,
  say,
  secretFields,
  setUp,
  signedTime,
} from '@hookline/connector-kit';

const version = (equals: string) => [{ at: from.header('X-HubSpot-Signature-Version'), equals }];

/** Wire facts: HubSpot's client library; version 3 is asked for first, then the one that is named. */
export const hubspotChange = receiver({
  app: 'hubspot',
  event: 'change',
  label: say('A CRM object changes', 'Изменился объект CRM'),
  appLabel: say('HubSpot', 'HubSpot'),
  category: 'crm',
  color: '#ff7a59',
  setup: setUp(
    say(
      'Add a connection for HubSpot here, with the client secret of your app (Auth tab), and choose it.',
      'Добавьте здесь подключение HubSpot с client secret вашего приложения (вкладка Auth) и выберите его.',
    ),
    say(
      'In the app open Webhooks, paste the address as Target URL and create the subscriptions. A workflow can use it, too: “Send a webhook”, POST, with the request signature.',
      'В приложении откройте Webhooks, вставьте адрес в Target URL и создайте подписки. Адрес подойдёт и для действия «Send a webhook» в workflow (POST, с подписью запроса).',
    ),
  ),
  notes: [
    say(
      'HubSpot sends up to 100 changes in a request: each starts a run of its own.',
      'HubSpot присылает до 100 изменений в запросе: каждое запускает отдельное выполнение.',
    ),
    say(
      'Not verified: whether version 3 signs some characters of the address decoded. Use an address without a query.',
      'Не проверено: раскодирует ли версия 3 некоторые символы адреса. Не добавляйте к адресу параметры.',
    ),
  ],
  connection: 'required',
  connectionFields: secretFields(
    say('Client secret', 'Client secret'),
    say('From the app’s Auth tab.', 'Со вкладки Auth приложения.'),
  ),
  verify: [
    prove.signature({
      header: 'X-HubSpot-Signature-v3',
      encoding: 'base64',
      signed: ['{method}{url}{body}{ts}'],
      timestamp: signedTime('X-HubSpot-Request-Timestamp', { unit: 'ms' }),
    }),
    prove.signature({
      header: 'X-HubSpot-Signature',
      algorithm: 'sha256',
      signed: ['{secret:secret}{method}{url}{body}'],
      when: version('v2'),
    }),
    prove.signature({
      header: 'X-HubSpot-Signature',
      algorithm: 'sha256',
      signed: ['{secret:secret}{body}'],
      when: version('v1'),
    }),
  ],
  split: { paths: [''] },
  events: eventsOf(from.body('subscriptionType'), {
    'contact.creation': ['Contact created', 'Контакт создан'],
    'contact.propertyChange': ['Contact changed', 'Контакт изменён'],
    'deal.creation': ['Deal created', 'Сделка создана'],
    'deal.propertyChange': ['Deal changed', 'Сделка изменена'],
    'company.creation': ['Company created', 'Компания создана'],
    'ticket.creation': ['Ticket created', 'Обращение создано'],
  }),
  dedupe: [[from.body('eventId'), from.body('subscriptionId'), from.body('occurredAt')]],
  labels: labelsOf({
    subscriptionType: ['Event', 'Событие'],
    objectId: ['Number of the object', 'ID объекта'],
    propertyName: ['Field', 'Поле'],
    propertyValue: ['New value', 'Новое значение'],
  }),
  sample: {
    eventId: 100,
    subscriptionId: 12_345,
    portalId: 62_515,
    appId: 54_321,
    occurredAt: 1_772_442_940_000,
    subscriptionType: 'contact.propertyChange',
    attemptNumber: 0,
    objectId: 123,
    changeSource: 'CRM',
    propertyName: 'lifecyclestage',
    propertyValue: 'lead',
  },
  wire: {
    body: '[{"eventId":100,"subscriptionId":12345,"portalId":62515,"appId":54321,"occurredAt":1772442940000,"subscriptionType":"contact.propertyChange","attemptNumber":0,"objectId":123,"changeSource":"CRM","propertyName":"lifecyclestage","propertyValue":"lead"}]',
  },
});
