import {
  byHand,
  describeFields,
  addressSecretFields,
  eventsOf,
  from,
  labelsOf,
  prove,
  receiver,
  say,
  setUp,
} from '@hookline/connector-kit';
import { moyskladAccess, moyskladPlace } from './change.registration.js';

/** Wire facts: MoySklad's API documentation; 1.5 seconds of patience, three repeats at once. */
export const moyskladChange = receiver({
  app: 'moysklad',
  event: 'change',
  label: say('An object changes', 'Изменился объект'),
  appLabel: say('MoySklad', 'МойСклад'),
  category: 'shops',
  color: '#1f72b8',
  setup: setUp(
    say(
      'To be strict, add a connection for MoySklad here with a secret, and add ?secret=… to the address.',
      'Для строгой проверки добавьте здесь подключение МойСклад с секретом и допишите к адресу ?secret=…',
    ),
    say(
      'Webhooks of MoySklad are made by its JSON API (entity/webhook) by an administrator: url is this address, at most 255 characters.',
      'Вебхуки МоегоСклада создаёт администратор через JSON API (entity/webhook): url — этот адрес, не длиннее 255 символов.',
    ),
    say(
      'A scenario can call the address, too: “Send a webhook” with {id} and {type}.',
      'Адрес может вызывать и сценарий: действие «Отправить вебхук» с {id} и {type}.',
    ),
  ),
  notes: [
    say(
      'A message holds only a link to the object. Read it with an HTTP step by events.meta.href.',
      'В сообщении только ссылка на объект. Прочитайте его шагом HTTP по events.meta.href.',
    ),
    say(
      'When your flow writes back to MoySklad, send the header X-Lognex-WebHook-DisableByPrefix with the beginning of this address, or it starts itself.',
      'Если связка пишет обратно в МойСклад, добавьте заголовок X-Lognex-WebHook-DisableByPrefix с началом этого адреса, иначе она запустит сама себя.',
    ),
    say(
      'Not verified: which HTTP method scenarios use; GET and POST are taken.',
      'Не проверено: каким методом вызывают сценарии; принимаем GET и POST.',
    ),
  ],
  methods: ['POST', 'GET'],
  settings: describeFields({ ...moyskladPlace, ...byHand }),
  connectionFields: [
    ...addressSecretFields({ isRequired: false }),
    ...describeFields(moyskladAccess),
  ],
  verify: [prove.secretInAddress()],
  split: { paths: ['events'] },
  events: eventsOf(from.body('events.action'), {
    CREATE: ['Created', 'Создание'],
    UPDATE: ['Changed', 'Изменение'],
    DELETE: ['Deleted', 'Удаление'],
    PROCESSED: ['Processed', 'Обработка'],
  }),
  dedupe: [
    [
      from.query('requestId'),
      from.optional(from.body('events.meta.href')),
      from.optional(from.body('events.action')),
    ],
  ],
  reply: { status: 200, contentType: 'text/plain; charset=utf-8', body: 'ok' },
  labels: labelsOf({
    'events.meta.type': ['Kind of the object', 'Тип объекта'],
    'events.meta.href': ['Link to the object', 'Ссылка на объект'],
    'events.action': ['Action', 'Действие'],
    'events.updatedFields': ['Changed fields', 'Изменённые поля'],
    'auditContext.uid': ['Who', 'Кто изменил'],
    'auditContext.moment': ['When', 'Когда'],
  }),
  sample: {
    auditContext: {
      meta: {
        type: 'audit',
        href: 'https://api.moysklad.ru/api/remap/1.2/audit/11111111-1111-1111-1111-111111111111',
      },
      uid: 'admin@example',
      moment: '2026-03-02 12:15:40',
    },
    events: {
      meta: {
        type: 'customerorder',
        href: 'https://api.moysklad.ru/api/remap/1.2/entity/customerorder/22222222-2222-2222-2222-222222222222',
      },
      action: 'UPDATE',
      accountId: '33333333-3333-3333-3333-333333333333',
      updatedFields: ['state', 'sum'],
    },
  },
  wire: {
    query: 'requestId=44444444-4444-4444-4444-444444444444',
    body: '{"auditContext":{"meta":{"type":"audit","href":"https://api.moysklad.ru/api/remap/1.2/audit/11111111-1111-1111-1111-111111111111"},"uid":"admin@example","moment":"2026-03-02 12:15:40"},"events":[{"meta":{"type":"customerorder","href":"https://api.moysklad.ru/api/remap/1.2/entity/customerorder/22222222-2222-2222-2222-222222222222"},"action":"UPDATE","accountId":"33333333-3333-3333-3333-333333333333","updatedFields":["state","sum"]}]}',
  },
});
