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

/** Wire facts: YooKassa's pages on notifications and its PHP library; nothing is signed. */
export const yookassaPayment = receiver({
  app: 'yookassa',
  event: 'payment',
  label: say('A payment changes', 'Изменился платёж'),
  appLabel: say('YooKassa', 'ЮKassa'),
  category: 'payments',
  color: '#0b54fe',
  setup: setUp(
    say(
      'In YooKassa open Integration, HTTP notifications, paste the address and choose the events.',
      'В ЮKassa откройте «Интеграция» → «HTTP-уведомления», вставьте адрес и отметьте события.',
    ),
    say(
      'Before you ship anything, read the payment again by its number with an HTTP step: a notification is not signed.',
      'Прежде чем отдавать товар, прочитайте платёж заново по номеру шагом HTTP: уведомление не подписано.',
    ),
  ),
  evidence: 'partial',
  notes: [
    say(
      'Not verified: how often YooKassa repeats a notification.',
      'Не проверено: как часто ЮKassa повторяет уведомление.',
    ),
    say(
      'The published networks are of 2022: compare them with YooKassa’s page before you enter them.',
      'Опубликованные сети — 2022 года: сверьте их со страницей ЮKassa, прежде чем вписать.',
    ),
  ],
  connectionFields: addressSecretFields(),
  verify: [prove.secretInAddress()],
  networks: [
    '185.71.76.0/27',
    '185.71.77.0/27',
    '77.75.153.0/25',
    '77.75.154.128/25',
    '77.75.156.11',
    '77.75.156.35',
    '2a02:5180:0:1509::/64',
    '2a02:5180:0:1533::/64',
    '2a02:5180:0:2655::/64',
    '2a02:5180:0:2669::/64',
  ],
  events: eventsOf(from.body('event'), {
    'payment.succeeded': ['Payment succeeded', 'Платёж прошёл'],
    'payment.waiting_for_capture': ['Payment waits for capture', 'Платёж ждёт подтверждения'],
    'payment.canceled': ['Payment cancelled', 'Платёж отменён'],
    'refund.succeeded': ['Refunded', 'Возврат'],
    'payout.succeeded': ['Payout succeeded', 'Выплата прошла'],
    'payout.canceled': ['Payout cancelled', 'Выплата отменена'],
    'deal.closed': ['Deal closed', 'Сделка закрыта'],
  }),
  dedupe: [[from.body('event'), from.body('object.id')]],
  reply: { status: 200, contentType: 'text/plain; charset=utf-8', body: 'ok' },
  labels: labelsOf({
    event: ['Event', 'Событие'],
    'object.amount.value': ['Amount', 'Сумма'],
    'object.amount.currency': ['Currency', 'Валюта'],
    'object.status': ['State', 'Статус'],
    'object.description': ['Description', 'Описание'],
    'object.metadata.order_id': ['Order number', 'Номер заказа'],
  }),
  sample: {
    type: 'notification',
    event: 'payment.succeeded',
    object: {
      id: '2d000000-000f-5000-9000-100000000001',
      status: 'succeeded',
      paid: true,
      amount: { value: '2990.00', currency: 'RUB' },
      created_at: '2026-03-02T09:15:40.000Z',
      description: 'Заказ 727',
      metadata: { order_id: '727' },
      payment_method: { type: 'bank_card', title: 'Bank card *4444' },
      test: true,
    },
  },
});
