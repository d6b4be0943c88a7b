import { from, labelsOf, prove, receiver, say, secretFields, setUp } from '@hookline/connector-kit';

const template =
  '{"ticket_id":"{{ticket.id}}","subject":"{{ticket.title}}","status":"{{ticket.status}}","requester_email":"{{ticket.requester.email}}","updated_at":"{{ticket.updated_at_with_timestamp}}"}';

/** Wire facts: Zendesk's page on verifying webhooks; the body is written by Zendesk's administrator. */
export const zendeskTicket = receiver({
  app: 'zendesk',
  event: 'ticket',
  label: say('A ticket or another event', 'Тикет или другое событие'),
  appLabel: say('Zendesk', 'Zendesk'),
  category: 'support',
  color: '#03363d',
  setup: setUp(
    say(
      'In the Zendesk Admin Center open Apps and integrations, Webhooks, Create webhook; choose “Trigger or automation”, paste the address, method POST, format JSON.',
      'В Zendesk Admin Center откройте Apps and integrations → Webhooks → Create webhook, выберите «Trigger or automation», вставьте адрес, метод POST, формат JSON.',
    ),
    say(
      'Open the webhook, press “Reveal secret”, add the signing secret here as a connection for Zendesk and choose it.',
      'Откройте вебхук, нажмите «Reveal secret», добавьте секрет подписи здесь как подключение Zendesk и выберите его.',
    ),
    say(
      'In a trigger add the action “Notify active webhook”, and paste the body that is shown below.',
      'В триггере добавьте действие «Notify active webhook» и вставьте тело, показанное ниже.',
    ),
  ),
  snippet: { label: say('Body for the trigger', 'Тело для триггера'), code: template },
  notes: [
    say(
      'Fields are those of the body that you write at Zendesk; the sample is of the body above.',
      'Поля — те, что вы написали в теле в Zendesk; пример соответствует телу выше.',
    ),
    say(
      '“Test webhook”, pressed before the webhook is saved, is signed with another secret and is rejected: save first.',
      '«Test webhook» до сохранения вебхука подписан другим секретом и будет отклонён: сначала сохраните.',
    ),
  ],
  connection: 'required',
  connectionFields: secretFields(
    say('Signing secret', 'Секрет подписи'),
    say('Of this webhook, not of the account.', 'Этого вебхука, а не аккаунта.'),
  ),
  verify: [
    prove.signature({
      header: 'X-Zendesk-Webhook-Signature',
      encoding: 'base64',
      signed: ['{ts}{body}'],
      timestamp: {
        from: 'header',
        name: 'X-Zendesk-Webhook-Signature-Timestamp',
        unit: 'iso',
        toleranceSecs: 300,
      },
    }),
  ],
  dedupe: [[from.header('X-Zendesk-Webhook-Invocation-Id')]],
  labels: labelsOf({
    ticket_id: ['Ticket number', 'Номер тикета'],
    subject: ['Subject', 'Тема'],
    status: ['State', 'Статус'],
    requester_email: ['Customer’s e-mail', 'E-mail клиента'],
    updated_at: ['When', 'Когда'],
  }),
  sample: {
    ticket_id: '1001',
    subject: 'Не пришёл заказ',
    status: 'new',
    requester_email: 'anna@example.test',
    updated_at: '2026-03-02T09:15:40Z',
  },
  wire: { headers: { 'X-Zendesk-Webhook-Invocation-Id': '8350205582' } },
});
