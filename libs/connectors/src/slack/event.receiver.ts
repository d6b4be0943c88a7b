import { eventsOf, from, labelsOf, receiver, say, setUp } from '@hookline/connector-kit';
import { slackConnectStep, slackSecretFields, slackVerify } from './app-secret.js';

/** Wire facts: Slack's Events API. */
export const slackEvent = receiver({
  app: 'slack',
  event: 'event',
  label: say('Something happens in a workspace', 'Событие в рабочем пространстве'),
  appLabel: say('Slack', 'Slack'),
  category: 'messengers',
  color: '#4a154b',
  setup: setUp(
    slackConnectStep,
    say(
      'At api.slack.com/apps open your app, Event Subscriptions, switch them on and paste the address as Request URL. Slack asks it at once.',
      'На api.slack.com/apps откройте приложение → Event Subscriptions, включите их и вставьте адрес в Request URL. Slack сразу проверит адрес.',
    ),
    say(
      'Choose the bot events, save, and install the app again.',
      'Выберите события бота, сохраните и переустановите приложение.',
    ),
  ),
  notes: [
    say(
      'A Slack app has one address for its events.',
      'У приложения Slack один адрес для событий.',
    ),
  ],
  greetings: [
    {
      methods: ['POST'],
      when: [{ at: from.body('type'), equals: 'url_verification' }, { at: from.body('challenge') }],
      isOpen: false,
      reply: { echo: from.body('challenge') },
    },
  ],
  connection: 'required',
  connectionFields: slackSecretFields,
  verify: slackVerify,
  masks: ['token'],
  events: eventsOf(from.body('event.type'), {
    message: ['Messages', 'Сообщения'],
    app_mention: ['The app is mentioned', 'Упоминание приложения'],
    reaction_added: ['Reactions', 'Реакции'],
    member_joined_channel: ['Somebody joins a channel', 'Вход в канал'],
    channel_created: ['Channel created', 'Создан канал'],
  }),
  dedupe: [[from.body('event_id')]],
  reply: { status: 200, contentType: 'text/plain; charset=utf-8', body: '' },
  labels: labelsOf({
    'event.text': ['Text', 'Текст'],
    'event.user': ['User', 'Пользователь'],
    'event.channel': ['Channel', 'Канал'],
    'event.type': ['Event', 'Событие'],
  }),
  sample: {
    token: '***',
    team_id: 'T0000001',
    api_app_id: 'A0000001',
    event: {
      type: 'message',
      user: 'U0000001',
      text: 'новая заявка',
      channel: 'C0000001',
      ts: '1772442940.000100',
    },
    type: 'event_callback',
    event_id: 'Ev00000001',
    event_time: 1_772_442_940,
    authorizations: [{ team_id: 'T0000001', user_id: 'U0000001', is_bot: false }],
  },
  wire: {
    body: '{"token":"legacy0000000000","team_id":"T0000001","api_app_id":"A0000001","event":{"type":"message","user":"U0000001","text":"новая заявка","channel":"C0000001","ts":"1772442940.000100"},"type":"event_callback","event_id":"Ev00000001","event_time":1772442940,"authorizations":[{"team_id":"T0000001","user_id":"U0000001","is_bot":false}]}',
  },
});
