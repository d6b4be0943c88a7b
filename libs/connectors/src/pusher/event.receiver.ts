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
} from '@hookline/connector-kit';

const secrets = {
  key: field.text({
    label: say('App key', 'Ключ приложения'),
    help: say(
      'From App keys of your app in Pusher.',
      'Из раздела App keys вашего приложения в Pusher.',
    ),
    required: true,
    mappable: false,
  }),
  secret: field.secret({
    label: say('App secret', 'Секрет приложения'),
    help: say('Of the same line as the key.', 'Из той же строки, что и ключ.'),
    required: true,
  }),
};

/** Wire facts: Pusher's server library; one request carries several events. */
export const pusherEvent = receiver({
  app: 'pusher',
  event: 'event',
  label: say('Something happens in a channel', 'Событие в канале'),
  appLabel: say('Pusher Channels', 'Pusher Channels'),
  category: 'development',
  color: '#300d4f',
  setup: setUp(
    say(
      'Add a connection for Pusher here, with the key and the secret of your app, and choose it.',
      'Добавьте здесь подключение Pusher с ключом и секретом приложения и выберите его.',
    ),
    say(
      'In Pusher open the app, Webhooks, paste the address, choose the event type and add it.',
      'В Pusher откройте приложение → Webhooks, вставьте адрес, выберите тип события и добавьте.',
    ),
  ),
  connection: 'required',
  connectionFields: describeFields(secrets),
  verify: [prove.signature({ header: 'X-Pusher-Signature' })],
  split: { paths: ['events'] },
  events: eventsOf(from.body('events.name'), {
    channel_occupied: ['Channel occupied', 'Канал занят'],
    channel_vacated: ['Channel vacated', 'Канал опустел'],
    member_added: ['Member came', 'Участник пришёл'],
    member_removed: ['Member left', 'Участник ушёл'],
    client_event: ['Client event', 'Событие клиента'],
  }),
  dedupe: [
    [
      from.body('time_ms'),
      from.body('events.name'),
      from.body('events.channel'),
      from.optional(from.body('events.user_id')),
      from.optional(from.body('events.data')),
    ],
  ],
  labels: labelsOf({
    'events.name': ['Event', 'Событие'],
    'events.channel': ['Channel', 'Канал'],
    'events.user_id': ['Member', 'Участник'],
  }),
  sample: {
    time_ms: 1_772_442_940_123,
    events: { name: 'member_added', channel: 'presence-room1', user_id: 'u1' },
  },
  wire: {
    headers: { 'X-Pusher-Key': '123456789' },
    body: '{"time_ms":1772442940123,"events":[{"name":"member_added","channel":"presence-room1","user_id":"u1"}]}',
  },
});
