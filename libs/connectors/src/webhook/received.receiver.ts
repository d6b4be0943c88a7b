import {
  addressesField,
  describeFields,
  field,
  namedEventsField,
  receiver,
} from '@hookline/connector-kit';
import { keyFields, keyVerify } from './key.connection.js';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

const settings = {
  dedupePath: field.text({
    label: { en: 'Where the event’s id stands', ru: 'Где стоит номер события' },
    help: {
      en: 'A second request with the same id is a duplicate and does not run. A field such as order.id, or header:X-Id, or query:id. Empty: nothing is a duplicate.',
      ru: 'Второй запрос с тем же номером — дубль и не выполняется. Поле, например order.id, или header:X-Id, или query:id. Пусто: дублей не бывает.',
    },
    placeholder: 'order.id',
    mappable: false,
  }),
  allowedMethods: field.text({
    label: { en: 'Methods taken', ru: 'Какие методы принимать' },
    help: {
      en: 'With commas. Empty: all. Others are refused.',
      ru: 'Через запятую. Пусто: все. Остальные отклоняются.',
    },
    placeholder: 'POST, PUT',
    mappable: false,
  }),
  splitPath: field.text({
    label: { en: 'Several events in one request', ru: 'Несколько событий в одном запросе' },
    help: {
      en: 'The field that holds their list, such as items. Each element becomes an event of its own. Empty: a request is one event.',
      ru: 'Поле, в котором стоит их список, например items. Каждый элемент станет отдельным событием. Пусто: запрос — одно событие.',
    },
    placeholder: 'items',
    mappable: false,
  }),
  eventPath: field.text({
    label: { en: 'Where the kind of event stands', ru: 'Где стоит вид события' },
    help: {
      en: 'A field such as event.type, or header:X-Event, or query:event. Needed only to choose below which events start the flow.',
      ru: 'Поле, например event.type, или header:X-Event, или query:event. Нужно только чтобы выбрать ниже, какие события запускают связку.',
    },
    placeholder: 'event.type',
    mappable: false,
  }),
  events: namedEventsField,
  allowedAddresses: addressesField([]),
};

/** Any sender: whatever comes is taken, and the owner says what counts. */
export const webhookReceived = receiver({
  app: 'webhook',
  event: 'received',
  label: { en: 'A request arrives', ru: 'Пришёл запрос' },
  appLabel: { en: 'Webhook', ru: 'Вебхук' },
  category: 'core',
  icon: 'webhook',
  color: '#7048e8',
  help: {
    en: 'Any system that can call an address: JSON, forms, files, XML or plain text.',
    ru: 'Любая система, которая умеет вызывать адрес: JSON, формы, файлы, XML или текст.',
  },
  setup: [
    { en: 'Copy the address of this flow.', ru: 'Скопируйте адрес этой связки.' },
    {
      en: 'Paste it where your system asks for a webhook or a callback address.',
      ru: 'Вставьте его туда, где ваша система спрашивает адрес вебхука (webhook, callback URL).',
    },
    {
      en: 'Send one real request: its fields appear here and can be chosen in every step.',
      ru: 'Отправьте один настоящий запрос: его поля появятся здесь, и их можно будет выбирать в шагах.',
    },
  ],
  methods,
  verify: keyVerify,
  connectionFields: keyFields,
  settings: describeFields(settings),
  labels: {},
  sample: {
    name: 'Anna Smith',
    email: 'anna@example.com',
    phone: '+44 20 7946 0000',
    message: 'Please call me back',
    order: { id: 'A-1001', total: 240.5 },
  },
});
