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
  toldBy,
} from '@hookline/connector-kit';

const secrets = {
  apiKey: field.secret({
    label: say('Unique code of your PBX', 'Уникальный код вашей АТС'),
    help: say('From Integrations, API connector.', 'Из раздела «Интеграции» → «API коннектор».'),
    required: true,
  }),
  salt: field.secret({
    label: say('Key for making signatures', 'Ключ для создания подписи'),
    help: say('From the same page.', 'С той же страницы.'),
    required: true,
  }),
};
const call =
  '{"entry_id":"MTIzNDU2","call_id":"MToxMDAwMDAwMQ==","timestamp":1772442940,"seq":1,"call_state":"Appeared","location":"ivr","from":{"number":"79000000001"},"to":{"number":"74950000000","line_number":"74950000000"}}';

const sameCall = (state: string) => [
  from.body('call.entry_id'),
  from.body(state),
  from.optional(from.body('call.call_id')),
  from.optional(from.body('call.seq')),
];

/** Wire facts: open client libraries; a plain digest, not an HMAC, over the text of the field `json`. */
export const mangoCall = receiver({
  app: 'mango',
  event: 'call',
  label: say('A call', 'Звонок'),
  appLabel: say('MANGO OFFICE', 'MANGO OFFICE'),
  category: 'telephony',
  color: '#ff7f00',
  setup: setUp(
    say(
      'In the MANGO cabinet open Integrations, API connector, and paste the address as it is, without a slash at its end. MANGO adds /events/… itself.',
      'В кабинете MANGO откройте «Интеграции» → «API коннектор» и вставьте адрес как есть, без косой черты в конце. MANGO сам добавит /events/…',
    ),
    say(
      'Add a connection for MANGO OFFICE here, with the code and the key of that page, and choose it.',
      'Добавьте здесь подключение MANGO OFFICE с кодом и ключом с той же страницы и выберите его.',
    ),
  ),
  notes: [
    say(
      'A call gives several events. The end of a call is /events/summary; its fields are not verified: look at your first one.',
      'Звонок даёт несколько событий. Итог звонка — /events/summary; его поля не проверены: посмотрите на первое своё событие.',
    ),
    say(
      'MANGO signs what happened, and not the address that it adds. Hookline tells states of a call and recordings by what is signed, and starts nothing where the address says otherwise. The end of a call and a ready recording can be told apart by the address alone: whoever knows the address of the flow and has got hold of a signed event could send one as the other.',
      'MANGO подписывает само событие, но не конец адреса, который добавляет. Состояние звонка и запись разговора Hookline узнаёт по подписанному и ничего не запускает, если адрес говорит другое. Итог звонка и готовую запись различает только адрес: тот, кто знает адрес связки и раздобыл подписанное событие, мог бы прислать одно под видом другого.',
    ),
    say(
      'Not verified: how long MANGO waits, and how often it repeats.',
      'Не проверено: сколько MANGO ждёт ответа и сколько раз повторяет.',
    ),
  ],
  connection: 'required',
  connectionFields: describeFields(secrets),
  verify: [
    prove.signature({
      at: [from.body('sign')],
      algorithm: 'sha256',
      signed: ['{secret:apiKey}{field:json}{secret:salt}'],
      secretField: 'apiKey',
      alsoSame: { at: from.body('vpbx_api_key'), field: 'apiKey' },
    }),
  ],
  networks: ['81.88.80.132', '81.88.80.133', '81.88.82.36', '81.88.82.44', '81.88.82.45'],
  masks: ['vpbx_api_key'],
  // MANGO signs the field json and nothing else: the address says what kind it is, and whoever has one may change it.
  events: {
    ...eventsOf(from.path(), {
      '/events/call': ['State of a call', 'Состояние звонка'],
      '/events/summary': ['End of a call', 'Итог звонка'],
      '/events/recording': ['Recording', 'Запись разговора'],
      '/events/record/added': ['Recording is ready', 'Запись готова'],
    }),
    told: toldBy({
      '/events/call': 'call.call_state',
      '/events/recording': 'call.recording_state',
    }),
  },
  dedupe: [
    sameCall('call.call_state'),
    sameCall('call.recording_state'),
    // Of the others the fields are not known: the same signed text is the same event, wherever it is sent to.
    [from.body('json')],
  ],
  readings: [{ field: 'json', as: 'json', into: 'call' }],
  reply: { status: 200, contentType: 'text/plain; charset=utf-8', body: 'OK' },
  labels: labelsOf({
    'call.from.number': ['Number of the caller', 'Номер звонящего'],
    'call.to.line_number': ['Line', 'Номер линии'],
    'call.to.extension': ['Employee’s extension', 'Внутренний номер сотрудника'],
    'call.call_state': ['State', 'Состояние'],
    'call.entry_id': ['Number of the call', 'ID обращения'],
    'call.recording_id': ['Recording', 'ID записи'],
  }),
  sample: {
    vpbx_api_key: '***',
    json: call,
    call: {
      entry_id: 'MTIzNDU2',
      call_id: 'MToxMDAwMDAwMQ==',
      timestamp: 1_772_442_940,
      seq: 1,
      call_state: 'Appeared',
      location: 'ivr',
      from: { number: '79000000001' },
      to: { number: '74950000000', line_number: '74950000000' },
    },
  },
  wire: {
    type: 'form',
    path: '/events/call',
    body: `vpbx_api_key=abcd1234abcd1234&json=${encodeURIComponent(call)}`,
  },
});
