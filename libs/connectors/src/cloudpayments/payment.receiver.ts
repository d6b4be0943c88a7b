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

/** Wire facts: open libraries; two headers differ in whether the text is signed encoded or decoded. */
export const cloudpaymentsPayment = receiver({
  app: 'cloudpayments',
  event: 'payment',
  label: say('A payment changes', 'Изменился платёж'),
  appLabel: say('CloudPayments', 'CloudPayments'),
  category: 'payments',
  color: '#1e88e5',
  setup: setUp(
    say(
      'Add a connection for CloudPayments here, with the API secret of your site, and choose it.',
      'Добавьте здесь подключение CloudPayments с секретом API вашего сайта и выберите его.',
    ),
    say(
      'In the cabinet open the site’s settings and paste the address for each kind of notification, with its name at the end: …/pay, …/fail, …/refund.',
      'В личном кабинете откройте настройки сайта и вставьте адрес для каждого уведомления, добавив его имя в конце: …/pay, …/fail, …/refund.',
    ),
  ),
  notes: [
    say(
      'Every notification is answered {"code":0}. Do not set the address for Check unless every payment may go through: a flow cannot refuse one.',
      'На каждое уведомление отвечаем {"code":0}. Не указывайте адрес для Check, если платёж нужно проверять: связка не может отказать.',
    ),
    say(
      'CloudPayments signs the body, and not the address. Hookline tells a failed payment by its ReasonCode and a subscription by its Interval, and starts nothing where the address says otherwise. The other kinds can be told apart by the address alone. The same signed notification counts once, whatever its address; but whoever knows the address of the flow and has got hold of one that never came here could send it as another of them. Where money hangs on it, look at the fields Status and Amount too.',
      'CloudPayments подписывает тело, но не адрес. Неудавшуюся оплату Hookline узнаёт по полю ReasonCode, подписку — по полю Interval, и ничего не запускает, если адрес говорит другое. Остальные виды различает только адрес. Одно и то же подписанное уведомление засчитывается один раз, каким бы ни был адрес; но тот, кто знает адрес связки и раздобыл уведомление, которое сюда не приходило, мог бы прислать его под видом другого. Где речь о деньгах, проверяйте и поля Status и Amount.',
    ),
    say(
      'TestMode=1 marks payments of the test mode; they run like others.',
      'TestMode=1 — платежи тестового режима; они выполняются как обычные.',
    ),
  ],
  connection: 'required',
  connectionFields: secretFields(
    say('API secret', 'Секрет API (пароль для API)'),
    say('From the site’s settings in the cabinet.', 'Из настроек сайта в личном кабинете.'),
  ),
  verify: [
    prove.signature({
      at: [from.header('X-Content-HMAC'), from.header('Content-HMAC')],
      encoding: 'base64',
      signed: ['{body}', '{decoded_body}'],
    }),
  ],
  // What is signed is the body: the address says what kind it is, and whoever has one may change it.
  events: {
    ...eventsOf(from.path(), {
      '/pay': ['Paid', 'Оплата прошла'],
      '/fail': ['Not paid', 'Оплата не прошла'],
      '/confirm': ['Confirmed', 'Подтверждение'],
      '/refund': ['Refunded', 'Возврат'],
      '/cancel': ['Cancelled', 'Отмена'],
      '/recurrent': ['Subscription changed', 'Изменение подписки'],
      '/receipt': ['Receipt', 'Кассовый чек'],
      '/check': ['Asked before a payment', 'Запрос перед оплатой'],
    }),
    told: [
      {
        value: '/fail',
        place: from.body('ReasonCode'),
        mayLack: { place: from.body('Status'), denials: ['Completed', 'Authorized'] },
      },
      // Only a subscription has an interval, and none has the state of a payment.
      {
        value: '/recurrent',
        place: from.body('Interval'),
        mayLack: { place: from.body('Status'), denials: ['Completed', 'Authorized', 'Declined'] },
      },
    ],
  },
  dedupe: [
    [
      from.body('TransactionId'),
      from.optional(from.kind()),
      from.optional(from.body('Status')),
      // A payment may have several receipts, each with an id of its own.
      from.optional(from.body('Id')),
    ],
    // A subscription has no transaction: each change of it counts one on, or gives it another state or plan.
    [
      from.body('Id'),
      ...[
        'Status',
        'SuccessfulTransactionsNumber',
        'FailedTransactionsNumber',
        'NextTransactionDate',
        'Amount',
        'Interval',
        'Period',
        'DocumentNumber',
      ].map((path) => from.optional(from.body(path))),
    ],
  ],
  // The same signed text is the same event, wherever it is sent to.
  dedupeMoments: ['TransactionId'],
  readings: [{ field: 'Data', as: 'json', into: 'Data' }],
  reply: { status: 200, contentType: 'application/json; charset=utf-8', body: '{"code":0}' },
  labels: labelsOf({
    TransactionId: ['Number of the transaction', 'Номер транзакции'],
    Amount: ['Amount', 'Сумма'],
    Currency: ['Currency', 'Валюта'],
    InvoiceId: ['Order number', 'Номер заказа'],
    AccountId: ['Payer', 'Плательщик'],
    Email: ['E-mail', 'E-mail'],
    Status: ['State', 'Статус'],
    Reason: ['Reason of the refusal', 'Причина отказа'],
    TestMode: ['Test', 'Тестовый'],
  }),
  sample: {
    TransactionId: '1000000001',
    Amount: '2990.00',
    Currency: 'RUB',
    DateTime: '2026-03-02 09:15:40',
    CardFirstSix: '411111',
    CardLastFour: '1111',
    CardType: 'Visa',
    CardExpDate: '12/30',
    TestMode: '1',
    Status: 'Completed',
    InvoiceId: '727',
    AccountId: 'anna@example.test',
    Email: 'anna@example.test',
    Name: 'ANNA TEST',
    IpAddress: '192.0.2.10',
    IpCountry: 'RU',
    Description: 'Заказ 727',
    Data: { phone: '+79000000001' },
  },
  wire: {
    type: 'form',
    path: '/pay',
    body: 'TransactionId=1000000001&Amount=2990.00&Currency=RUB&DateTime=2026-03-02+09%3A15%3A40&CardFirstSix=411111&CardLastFour=1111&CardType=Visa&CardExpDate=12%2F30&TestMode=1&Status=Completed&InvoiceId=727&AccountId=anna%40example.test&Email=anna%40example.test&Name=ANNA+TEST&IpAddress=192.0.2.10&IpCountry=RU&Description=%D0%97%D0%B0%D0%BA%D0%B0%D0%B7+727&Data=%7B%22phone%22%3A%22%2B79000000001%22%7D',
  },
});
