import {
  eventsOf,
  from,
  labelsOf,
  prove,
  receiver,
  say,
  secretFields,
  setUp,
} from '@hookline/connector-kit';

/** Wire facts: the telephony module of one CRM; the secret stands in the body. */
export const mcnCall = receiver({
  app: 'mcn',
  event: 'call',
  label: say('A call', 'Звонок'),
  appLabel: say('MCN Telecom', 'MCN Telecom'),
  category: 'telephony',
  color: '#e2001a',
  setup: setUp(
    say(
      'Invent a long secret, add it here as a connection for MCN Telecom and choose it.',
      'Придумайте длинный секрет, добавьте его здесь как подключение MCN Telecom и выберите.',
    ),
    say(
      'In the MCN cabinet enter the address and the same secret where it asks for the CRM’s webhook.',
      'В личном кабинете MCN укажите адрес и тот же секрет там, где настраивается вебхук для CRM.',
    ),
  ),
  evidence: 'partial',
  notes: [
    say(
      'Known from one source only: compare your first request with the sample.',
      'Известно из одного источника: сравните первый свой запрос с примером.',
    ),
    say(
      'Not verified: what answer MCN expects, how long it waits and how often it repeats.',
      'Не проверено: какой ответ ждёт MCN, сколько ждёт и сколько раз повторяет.',
    ),
  ],
  connection: 'required',
  connectionFields: secretFields(
    say('Secret', 'Секрет'),
    say('The same as in the MCN cabinet.', 'Такой же, как в кабинете MCN.'),
  ),
  verify: [prove.token([from.body('secret')])],
  events: eventsOf(
    from.body('event_type'),
    {
      onInCallingEnd: ['Incoming call ends', 'Входящий завершён'],
      onInCallingMissed: ['Incoming call missed', 'Входящий пропущен'],
      onOutCallingEnd: ['Outgoing call ends', 'Исходящий завершён'],
      onOutCallingMissed: ['Outgoing call not answered', 'Исходящий без ответа'],
      onInCallingStart: ['Incoming call begins', 'Входящий начался'],
      onInCallingAnswered: ['Incoming call answered', 'На входящий ответили'],
      onOutCallingStart: ['Outgoing call begins', 'Исходящий начался'],
      onOutCallingAnswered: ['Outgoing call answered', 'На исходящий ответили'],
      onCloseIncomingNotice: ['Notice closes', 'Уведомление закрыто'],
    },
    ['onInCallingEnd', 'onInCallingMissed', 'onOutCallingEnd', 'onOutCallingMissed'],
  ),
  dedupe: [[from.body('call_id'), from.optional(from.body('abon')), from.body('event_type')]],
  reply: { status: 200, contentType: 'text/plain; charset=utf-8', body: 'ok' },
  labels: labelsOf({
    did: ['Customer’s number', 'Номер клиента'],
    did_mcn: ['Our number', 'Наш номер'],
    abon: ['Employee', 'Сотрудник'],
    billsec: ['Duration, s', 'Длительность, с'],
    record: ['Recording', 'Ссылка на запись'],
    event_type: ['Event', 'Событие'],
  }),
  sample: {
    event_type: 'onInCallingEnd',
    call_id: '1000000001',
    abon: '101',
    did: '79000000001',
    did_mcn: '74950000000',
    billsec: 42,
    record: 'https://example.test/rec/1.mp3',
    secret: '***',
  },
});
