import { eventsOf, from, labelsOf, receiver, say, setUp } from '@hookline/connector-kit';
import { slackConnectStep, slackSecretFields, slackVerify } from './app-secret.js';

const payload = {
  type: 'block_actions',
  token: 'legacy0000000000',
  user: { id: 'U0000001', username: 'anna' },
  trigger_id: '12321423423.333649436676.d8c1bb837935619ccad0f624c448ffb3',
  channel: { id: 'C0000001', name: 'sales' },
  actions: [{ action_id: 'take', block_id: 'b1', type: 'button', value: 'lead-727' }],
  response_url: 'https://hooks.slack.com/actions/T0000001/1/x',
};
const wired = JSON.stringify(payload);

/** Wire facts: Slack's interactivity, a form whose one field holds JSON (known by recollection only). */
export const slackInteraction = receiver({
  app: 'slack',
  event: 'interaction',
  label: say('A button or a form is used', 'Нажата кнопка или отправлена форма'),
  appLabel: say('Slack', 'Slack'),
  category: 'messengers',
  color: '#4a154b',
  setup: setUp(
    slackConnectStep,
    say(
      'At api.slack.com/apps open your app, Interactivity & Shortcuts, switch it on, paste the address as Request URL and save.',
      'На api.slack.com/apps откройте приложение → Interactivity & Shortcuts, включите, вставьте адрес в Request URL и сохраните.',
    ),
  ),
  evidence: 'partial',
  notes: [
    say(
      'Not verified by a capture: the fields inside payload.',
      'Не проверено на живом запросе: поля внутри payload.',
    ),
  ],
  connection: 'required',
  connectionFields: slackSecretFields,
  verify: slackVerify,
  masks: ['payload.token'],
  readings: [{ field: 'payload', as: 'json', into: 'payload' }],
  events: eventsOf(from.body('payload.type'), {
    block_actions: ['Buttons and menus', 'Кнопки и меню'],
    view_submission: ['Forms', 'Формы'],
    shortcut: ['Shortcuts', 'Быстрые действия'],
    message_action: ['Message shortcuts', 'Действия с сообщением'],
  }),
  dedupe: [[from.body('payload.trigger_id')]],
  reply: { status: 200, contentType: 'text/plain; charset=utf-8', body: '' },
  labels: labelsOf({
    'payload.type': ['Event', 'Событие'],
    'payload.user.username': ['User', 'Пользователь'],
    'payload.actions.0.value': ['Value of the button', 'Значение кнопки'],
    'payload.response_url': ['Address for an answer', 'Адрес для ответа'],
  }),
  sample: { payload: { ...payload, token: '***' } },
  wire: { type: 'form', body: `payload=${encodeURIComponent(wired)}` },
});
