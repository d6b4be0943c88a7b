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
import { amocrmAccess } from './change.registration.js';

const entities = ['leads', 'contacts', 'companies', 'note_lead', 'task'];
const customFields = { key: 'name', values: ['values.0.value', 'values.0'] };
const actions = ['add', 'update', 'status'];

/** Wire facts: open integrations; bracketed forms, 2 seconds of patience. */
export const amocrmChange = receiver({
  app: 'amocrm',
  event: 'change',
  label: say('A lead, contact or task changes', 'Изменилась сделка, контакт или задача'),
  appLabel: say('amoCRM / Kommo', 'amoCRM / Kommo'),
  category: 'crm',
  color: '#339dc7',
  setup: setUp(
    say(
      'To be strict, add a connection for amoCRM here with a secret, and add ?secret=… to the address.',
      'Для строгой проверки добавьте здесь подключение amoCRM с секретом и допишите к адресу ?secret=…',
    ),
    say(
      'In amoCRM open Settings, Integrations, WebHooks (top right), add the address and tick the events. In the digital pipeline use the trigger “Send WebHook”.',
      'В amoCRM откройте «Настройки» → «Интеграции» → WebHooks (справа вверху), добавьте адрес и отметьте события. В Digital Pipeline — триггер «Отправить WebHook».',
    ),
  ),
  notes: [
    say(
      'One request may carry several objects: each starts a run of its own.',
      'В одном запросе может быть несколько объектов: каждый запускает отдельное выполнение.',
    ),
    say(
      'Known from one source: 2 seconds of patience, up to 5 tries, and that amoCRM may switch the webhook off.',
      'Известно из одного источника: ждёт 2 секунды, до 5 попыток, может отключить вебхук.',
    ),
  ],
  settings: describeFields(byHand),
  connectionFields: [
    ...addressSecretFields({ isRequired: false }),
    ...describeFields(amocrmAccess),
  ],
  verify: [prove.secretInAddress()],
  split: { paths: entities.map((entity) => `${entity}.*`) },
  events: eventsOf(from.split(), {
    'leads.add': ['Lead added', 'Сделка создана'],
    'leads.update': ['Lead changed', 'Сделка изменена'],
    'leads.status': ['Lead changes its stage', 'Смена этапа сделки'],
    'leads.delete': ['Lead deleted', 'Сделка удалена'],
    'contacts.add': ['Contact added', 'Контакт создан'],
    'contacts.update': ['Contact changed', 'Контакт изменён'],
    'companies.add': ['Company added', 'Компания создана'],
    'note_lead.add': ['Note added', 'Примечание добавлено'],
    'task.add': ['Task added', 'Задача создана'],
  }),
  dedupe: [
    ...['leads', 'contacts', 'companies', 'task'].flatMap((entity) =>
      actions.map((action) => [
        from.split(),
        from.body(`${entity}.${action}.id`),
        from.body(`${entity}.${action}.updated_at`),
      ]),
    ),
    [
      from.split(),
      from.body('note_lead.add.note.id'),
      from.optional(from.body('note_lead.add.note.updated_at')),
    ],
    // What is deleted, or names no time, is told by all that is said of it.
    ...entities.flatMap((entity) =>
      [...actions, 'delete'].map((action) => [from.split(), from.digest(`${entity}.${action}`)]),
    ),
  ],
  readings: ['leads', 'contacts', 'companies'].flatMap((entity) =>
    actions.map((action) => ({
      field: `${entity}.${action}.custom_fields`,
      as: 'pairs' as const,
      into: 'customFields',
      ...customFields,
    })),
  ),
  labels: labelsOf({
    'leads.add.name': ['Name of the lead', 'Название сделки'],
    'leads.status.name': ['Name of the lead', 'Название сделки'],
    'leads.status.price': ['Budget', 'Бюджет'],
    'leads.status.status_id': ['Stage', 'Этап'],
    'leads.status.pipeline_id': ['Pipeline', 'Воронка'],
    'leads.status.responsible_user_id': ['Responsible', 'Ответственный'],
    'account.subdomain': ['Account', 'Аккаунт'],
    customFields: ['Own fields', 'Дополнительные поля'],
  }),
  sample: {
    account: { id: '30000001', subdomain: 'demo' },
    leads: {
      status: {
        id: '1000001',
        name: 'Заявка с сайта',
        status_id: '142',
        old_status_id: '100001',
        pipeline_id: '200001',
        responsible_user_id: '400001',
        price: '2990',
        date_create: '1772442940',
        updated_at: '1772442999',
      },
    },
  },
  wire: {
    type: 'form',
    body: 'account%5Bid%5D=30000001&account%5Bsubdomain%5D=demo&leads%5Bstatus%5D%5B0%5D%5Bid%5D=1000001&leads%5Bstatus%5D%5B0%5D%5Bname%5D=%D0%97%D0%B0%D1%8F%D0%B2%D0%BA%D0%B0+%D1%81+%D1%81%D0%B0%D0%B9%D1%82%D0%B0&leads%5Bstatus%5D%5B0%5D%5Bstatus_id%5D=142&leads%5Bstatus%5D%5B0%5D%5Bold_status_id%5D=100001&leads%5Bstatus%5D%5B0%5D%5Bpipeline_id%5D=200001&leads%5Bstatus%5D%5B0%5D%5Bresponsible_user_id%5D=400001&leads%5Bstatus%5D%5B0%5D%5Bprice%5D=2990&leads%5Bstatus%5D%5B0%5D%5Bdate_create%5D=1772442940&leads%5Bstatus%5D%5B0%5D%5Bupdated_at%5D=1772442999',
  },
});
