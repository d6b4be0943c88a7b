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

/** Wire facts: open client libraries; one call has several legs, and times are in microseconds. */
export const telphinCall = receiver({
  app: 'telphin',
  event: 'call',
  label: say('A call', 'Звонок'),
  appLabel: say('Telphin', 'Телфин'),
  category: 'telephony',
  color: '#f58220',
  setup: setUp(
    say(
      'To be strict, add a connection for Telphin here with a secret, and add ?secret=… to the address.',
      'Для строгой проверки добавьте здесь подключение Телфин с секретом и допишите к адресу ?secret=…',
    ),
    say(
      'In Telphin’s cabinet (or by its API: extension, event) subscribe the extensions to the event hangup with this address.',
      'В личном кабинете Телфин (или через API: extension → event) подпишите добавочные на событие hangup с этим адресом.',
    ),
  ),
  notes: [
    say(
      'Duration and EventTime are in microseconds: divided by 1 000 000 they are seconds.',
      'Duration и EventTime — в микросекундах: разделите на 1 000 000, чтобы получить секунды.',
    ),
    say(
      'A call to several phones ends with several hangups, one for each: CallID is the same in all of them.',
      'Звонок на несколько телефонов даёт несколько hangup, по одному на каждый: CallID у них общий.',
    ),
    say(
      'Not verified: how long Telphin waits, and how often it repeats.',
      'Не проверено: сколько Телфин ждёт ответа и сколько раз повторяет.',
    ),
  ],
  methods: ['POST', 'GET'],
  connectionFields: addressSecretFields(),
  verify: [prove.secretInAddress()],
  networks: ['213.170.84.96/27', '46.229.221.80/28', '79.175.9.160/28', '81.29.132.240/29'],
  events: eventsOf(
    from.body('EventType'),
    {
      hangup: ['End of a call', 'Завершение звонка'],
      answer: ['Answer', 'Ответ'],
      'dial-in': ['Incoming call', 'Входящий звонок'],
      'dial-out': ['Outgoing call', 'Исходящий звонок'],
    },
    ['hangup'],
  ),
  dedupe: [
    [
      from.body('CallID'),
      from.optional(from.body('SubCallID')),
      from.body('EventType'),
      from.body('EventTime'),
    ],
  ],
  reply: { status: 200, contentType: 'text/plain; charset=utf-8', body: 'ok' },
  labels: labelsOf({
    CallerIDNum: ['Number of the caller', 'Номер звонящего'],
    CalledDID: ['Number dialled', 'Набранный номер'],
    CallFlow: ['Direction', 'Направление'],
    CallStatus: ['Result', 'Итог звонка'],
    Duration: ['Duration, microseconds', 'Длительность, мкс'],
    CalledExtension: ['Employee', 'Сотрудник'],
    RecID: ['Recording', 'Запись'],
  }),
  sample: {
    EventType: 'hangup',
    CallID: 'cid-0000000001',
    SubCallID: 'sub-01',
    CallAPIID: 'api-01',
    EventTime: '1772442940123456',
    CallFlow: 'in',
    CallStatus: 'ANSWER',
    CallerIDNum: '79000000001',
    CallerIDName: '79000000001',
    CalledNumber: '74950000000',
    CalledDID: '74950000000',
    CalledExtension: '101@sipproxy.telphin.ru',
    CalledExtensionID: '100001',
    Duration: '35000000',
    RecID: '100001-abc',
  },
  wire: { type: 'form' },
});
