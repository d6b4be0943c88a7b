import { eventsAt, from, labelsOf, receiver, say, setUp } from '@hookline/connector-kit';
import { slackConnectStep, slackSecretFields, slackVerify } from './app-secret.js';

/** Wire facts: Slack's slash commands; old outgoing webhooks send the same fields and only a token. */
export const slackCommand = receiver({
  app: 'slack',
  event: 'command',
  label: say('A slash command is used', 'Введена команда'),
  appLabel: say('Slack', 'Slack'),
  category: 'messengers',
  color: '#4a154b',
  setup: setUp(
    slackConnectStep,
    say(
      'At api.slack.com/apps open your app, Slash Commands, Create New Command, paste the address as Request URL, save, and install the app again.',
      'На api.slack.com/apps откройте приложение → Slash Commands → Create New Command, вставьте адрес в Request URL, сохраните и переустановите приложение.',
    ),
  ),
  notes: [
    say(
      'An old outgoing webhook signs nothing: it is not taken here. Use a slash command, or the general webhook with the field token as its key.',
      'Старые исходящие вебхуки Slack ничего не подписывают и здесь не принимаются. Используйте команду или общий вебхук с полем token в качестве ключа.',
    ),
  ],
  connection: 'required',
  connectionFields: slackSecretFields,
  verify: slackVerify,
  masks: ['token'],
  events: eventsAt(from.body('command')),
  dedupe: [[from.body('trigger_id')]],
  reply: {
    status: 200,
    contentType: 'application/json; charset=utf-8',
    body: '{"response_type":"ephemeral","text":"✓"}',
  },
  labels: labelsOf({
    text: ['Text of the command', 'Текст команды'],
    user_name: ['User', 'Пользователь'],
    command: ['Command', 'Команда'],
    channel_name: ['Channel', 'Канал'],
    response_url: ['Address for a later answer', 'Адрес для ответа'],
  }),
  sample: {
    token: '***',
    team_id: 'T1DC2JH3J',
    team_domain: 'testteamnow',
    channel_id: 'G8PSS9T3V',
    channel_name: 'sales',
    user_id: 'U2CERLKJA',
    user_name: 'anna',
    command: '/lead',
    text: 'Анна +79000000001',
    response_url: 'https://hooks.slack.com/commands/T1DC2JH3J/397700885554/x',
    trigger_id: '398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c',
  },
  wire: {
    type: 'form',
    body: 'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=sales&user_id=U2CERLKJA&user_name=anna&command=%2Flead&text=%D0%90%D0%BD%D0%BD%D0%B0+%2B79000000001&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2Fx&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c',
  },
});
