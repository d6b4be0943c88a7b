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
} from '@hookline/connector-kit';
import { bitrix24Access } from './event.registration.js';

const secrets = {
  applicationToken: field.secret({
    label: say('Application token', 'Токен приложения'),
    help: say(
      'Shown when the outgoing webhook is created. Of an application: auth.application_token of the request that tells of its installation.',
      'Показан при создании исходящего вебхука. У приложения — auth.application_token из запроса о его установке.',
    ),
    required: true,
  }),
};

/** Wire facts: Bitrix24's REST documentation; an event is never repeated. */
export const bitrix24Event = receiver({
  app: 'bitrix24',
  event: 'event',
  label: say('A CRM object changes', 'Изменился объект CRM'),
  appLabel: say('Bitrix24', 'Битрикс24'),
  category: 'crm',
  color: '#2fc6f6',
  setup: setUp(
    say(
      'In Bitrix24 open Applications, Developer resources, Other, Outgoing webhook; paste the address as the handler and choose the events.',
      'В Битрикс24 откройте «Приложения» → «Разработчикам» → «Другое» → «Исходящий вебхук», вставьте адрес обработчика и выберите события.',
    ),
    say(
      'Copy the application token shown there, add it here as a connection for Bitrix24 and choose it.',
      'Скопируйте показанный там токен приложения, добавьте его здесь как подключение Битрикс24 и выберите.',
    ),
  ),
  notes: [
    say(
      'An event holds only the number of the object. Read it with an HTTP step (crm.item.get).',
      'В событии только номер объекта. Прочитайте его шагом HTTP (crm.item.get).',
    ),
    say(
      'Bitrix24 never repeats an event, and demo plans have no outgoing webhooks.',
      'Битрикс24 не повторяет события; на демо-тарифах исходящих вебхуков нет.',
    ),
    say(
      'To connect automatically takes a local application of your Bitrix24 (Developer resources, Other, Local application, “Script only”, with the permissions crm and task): an inbound webhook is not allowed to subscribe to events. As the address for the installation event give that of a request catcher from the inbox here; its one request shows the application token and the refresh token. Delete the catcher afterwards.',
      'Для автоматического подключения нужно локальное приложение вашего Битрикс24 («Разработчикам» → «Другое» → «Локальное приложение», «Использует только API», права crm и task): входящему вебхуку подписываться на события нельзя. Ссылкой для события установки укажите адрес ловушки запросов из здешних входящих: в её единственном запросе будут токен приложения и refresh_token. Потом удалите ловушку.',
    ),
    say(
      'Install the application as an administrator: only then can Hookline take the subscription away again. After an update of the application its token is another one.',
      'Ставьте приложение от имени администратора: только тогда Hookline сможет убрать подписку. После обновления приложения его токен меняется.',
    ),
  ],
  connection: 'required',
  settings: describeFields(byHand),
  connectionFields: describeFields({ ...secrets, ...bitrix24Access }),
  verify: [prove.token([from.body('auth.application_token')], 'applicationToken')],
  masks: ['auth.access_token', 'auth.refresh_token'],
  events: eventsOf(from.body('event'), {
    ONCRMLEADADD: ['Lead added', 'Лид создан'],
    ONCRMLEADUPDATE: ['Lead changed', 'Лид изменён'],
    ONCRMDEALADD: ['Deal added', 'Сделка создана'],
    ONCRMDEALUPDATE: ['Deal changed', 'Сделка изменена'],
    ONCRMCONTACTADD: ['Contact added', 'Контакт создан'],
    ONCRMCONTACTUPDATE: ['Contact changed', 'Контакт изменён'],
    ONTASKADD: ['Task added', 'Задача создана'],
    ONTASKUPDATE: ['Task changed', 'Задача изменена'],
  }),
  dedupe: [[from.body('event'), from.body('data.FIELDS.ID'), from.body('ts')]],
  reply: { status: 200, contentType: 'text/plain; charset=utf-8', body: 'ok' },
  labels: labelsOf({
    event: ['Event', 'Событие'],
    'data.FIELDS.ID': ['Number of the object', 'ID элемента'],
    'auth.domain': ['Portal', 'Портал'],
  }),
  sample: {
    event: 'ONCRMDEALUPDATE',
    event_handler_id: '101',
    data: { FIELDS: { ID: '555' } },
    ts: '1772442940',
    auth: {
      domain: 'demo.bitrix24.ru',
      client_endpoint: 'https://demo.bitrix24.ru/rest/',
      member_id: '0123456789abcdef0123456789abcdef',
      application_token: '***',
    },
  },
  wire: {
    type: 'form',
    body: 'event=ONCRMDEALUPDATE&event_handler_id=101&data%5BFIELDS%5D%5BID%5D=555&ts=1772442940&auth%5Bdomain%5D=demo.bitrix24.ru&auth%5Bclient_endpoint%5D=https%3A%2F%2Fdemo.bitrix24.ru%2Frest%2F&auth%5Bmember_id%5D=0123456789abcdef0123456789abcdef&auth%5Bapplication_token%5D={{secret}}',
  },
});
