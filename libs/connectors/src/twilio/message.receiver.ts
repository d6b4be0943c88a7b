import {
  eventsOf,
  from,
  labelsOf,
  prove,
  receiver,
  say,
  secretFields,
  setUp,
  toldBy,
} from '@hookline/connector-kit';

/** Wire facts: Twilio's server library; the address and all fields are signed, not the bytes. */
export const twilioMessage = receiver({
  app: 'twilio',
  event: 'message',
  label: say('A message or a call comes in', 'Входящее сообщение или звонок'),
  appLabel: say('Twilio', 'Twilio'),
  category: 'telephony',
  color: '#f22f46',
  setup: setUp(
    say(
      'Add a connection for Twilio here, with the Auth Token of the Twilio console, and choose it.',
      'Добавьте здесь подключение Twilio с Auth Token из консоли Twilio и выберите его.',
    ),
    say(
      'In the Twilio console open the phone number and paste the address under “A message comes in” or “A call comes in”, with HTTP POST.',
      'В консоли Twilio откройте номер и вставьте адрес в “A message comes in” или “A call comes in”, метод HTTP POST.',
    ),
  ),
  notes: [
    say(
      'The address is part of the signature: it must be pasted exactly as it is shown here.',
      'Адрес входит в подпись: вставьте его точно таким, как показан здесь.',
    ),
    say(
      'Twilio gets an empty answer (<Response/>): nothing is said or sent back to the caller.',
      'Twilio получает пустой ответ (<Response/>): звонящему ничего не говорится и не отправляется.',
    ),
  ],
  methods: ['POST', 'GET'],
  connection: 'required',
  connectionFields: secretFields(
    say('Auth Token', 'Auth Token'),
    say(
      'Of the same account or subaccount as the number.',
      'Того же аккаунта или субаккаунта, что и номер.',
    ),
  ),
  verify: [
    prove.signature({
      header: 'X-Twilio-Signature',
      algorithm: 'hmac-sha1',
      encoding: 'base64',
      signed: ['{url}{sorted_params}'],
      urlForms: 'lenient',
      bodyDigestQuery: 'bodySHA256',
    }),
  ],
  events: {
    ...eventsOf(from.kind(), {
      message: ['Message, or what became of one', 'Сообщение или его судьба'],
      call: ['Call, or what became of one', 'Звонок или его судьба'],
    }),
    told: toldBy({ message: 'MessageSid', call: 'CallSid' }),
  },
  dedupe: [
    // Twilio signs the fields and no header.
    [
      from.body('MessageSid'),
      from.optional(from.body('MessageStatus')),
      from.optional(from.body('EventType')),
      from.optional(from.body('DateUpdated')),
    ],
    // A call in one state may bring several digits or recordings.
    [from.body('CallSid'), from.optional(from.body('CallStatus')), from.digest()],
    [from.header('I-Twilio-Idempotency-Token'), from.digest()],
  ],
  reply: {
    status: 200,
    contentType: 'text/xml; charset=utf-8',
    body: '<?xml version="1.0" encoding="UTF-8"?><Response/>',
  },
  labels: labelsOf({
    From: ['Sender', 'Отправитель'],
    To: ['Recipient', 'Получатель'],
    Body: ['Text', 'Текст'],
    CallStatus: ['State of the call', 'Статус звонка'],
    MessageSid: ['Number of the message', 'Номер сообщения'],
  }),
  sample: {
    MessageSid: 'SM00000000000000000000000000000001',
    AccountSid: 'AC00000000000000000000000000000001',
    From: '+79000000001',
    To: '+15005550006',
    Body: 'Хочу заказ',
    NumMedia: '0',
  },
  wire: { type: 'form' },
});
