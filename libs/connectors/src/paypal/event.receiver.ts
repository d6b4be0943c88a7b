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
  signedTime,
} from '@hookline/connector-kit';

const secrets = {
  webhookId: field.text({
    label: say('Webhook ID', 'Webhook ID'),
    help: say(
      'Shown beside the webhook at PayPal. It is not in the requests, and differs between sandbox and live.',
      'Показан рядом с вебхуком в PayPal. В запросах его нет; у песочницы и боевого режима он разный.',
    ),
    required: true,
    mappable: false,
  }),
  certificate: field.longText({
    label: say('Certificate', 'Сертификат'),
    help: say(
      'Open the address of the header Paypal-Cert-Url (it begins with https://api.paypal.com/) in a browser, and paste the file: -----BEGIN CERTIFICATE-----…',
      'Откройте в браузере адрес из заголовка Paypal-Cert-Url (начинается с https://api.paypal.com/) и вставьте файл: -----BEGIN CERTIFICATE-----…',
    ),
    required: true,
    mappable: false,
  }),
};

/** Wire facts: PayPal's library. The certificate is the owner's to bring: ingress never calls out. */
export const paypalEvent = receiver({
  app: 'paypal',
  event: 'event',
  label: say('A payment or another event', 'Платёж или другое событие'),
  appLabel: say('PayPal', 'PayPal'),
  category: 'payments',
  color: '#003087',
  setup: setUp(
    say(
      'In the PayPal Developer Dashboard open your app, Webhooks, Add webhook, paste the address and choose the events.',
      'В PayPal Developer Dashboard откройте приложение → Webhooks → Add webhook, вставьте адрес и выберите события.',
    ),
    say(
      'Let PayPal send one event: it is shown here as rejected, and its headers hold Paypal-Cert-Url.',
      'Пусть PayPal отправит одно событие: здесь оно появится как отклонённое, в его заголовках есть Paypal-Cert-Url.',
    ),
    say(
      'Add a connection for PayPal here, with the Webhook ID and the certificate of that address, and choose it.',
      'Добавьте здесь подключение PayPal с Webhook ID и сертификатом по этому адресу и выберите его.',
    ),
  ),
  evidence: 'partial',
  notes: [
    say(
      'Hookline does not fetch PayPal’s certificate by itself: the process that takes requests never calls out. You paste it once, and again when PayPal changes it (about once a year): until then events are rejected with “the signature is wrong” or “the certificate has expired”, and PayPal repeats them for up to 3 days.',
      'Hookline не скачивает сертификат PayPal сам: процесс, который принимает запросы, наружу не обращается. Вы вставляете сертификат один раз и заново, когда PayPal его меняет (примерно раз в год): до этого события отклоняются с причиной «подпись неверна» или «сертификат истёк», а PayPal повторяет их до 3 дней.',
    ),
    say(
      'Events of the simulator cannot be verified and are rejected.',
      'События симулятора проверить нельзя, они отклоняются.',
    ),
    say(
      'The chain of the pasted certificate is not checked: take it from https://api.paypal.com/ or https://api.sandbox.paypal.com/ only.',
      'Цепочка вставленного сертификата не проверяется: берите его только с https://api.paypal.com/ или https://api.sandbox.paypal.com/.',
    ),
  ],
  connection: 'required',
  connectionFields: describeFields(secrets),
  verify: [
    prove.signature({
      header: 'Paypal-Transmission-Sig',
      algorithm: 'rsa-sha256',
      encoding: 'base64',
      signed: ['{header:Paypal-Transmission-Id}|{ts}|{secret:webhookId}|{crc32}'],
      secretField: 'certificate',
      secretForm: 'certificate',
      // A repeat keeps the time of the first try, and repeats go on for three days.
      timestamp: signedTime('Paypal-Transmission-Time', { unit: 'iso', toleranceSecs: 259_200 }),
    }),
  ],
  events: eventsOf(from.body('event_type'), {
    'PAYMENT.SALE.COMPLETED': ['Sale completed', 'Продажа завершена'],
    'PAYMENT.CAPTURE.COMPLETED': ['Payment captured', 'Платёж получен'],
    'PAYMENT.CAPTURE.REFUNDED': ['Payment refunded', 'Платёж возвращён'],
    'CHECKOUT.ORDER.APPROVED': ['Order approved', 'Заказ подтверждён'],
    'BILLING.SUBSCRIPTION.ACTIVATED': ['Subscription begins', 'Подписка началась'],
    'BILLING.SUBSCRIPTION.CANCELLED': ['Subscription ends', 'Подписка отменена'],
  }),
  dedupe: [[from.body('id')]],
  labels: labelsOf({
    event_type: ['Event', 'Событие'],
    summary: ['Description', 'Описание'],
    'resource.amount.total': ['Amount', 'Сумма'],
    'resource.amount.currency': ['Currency', 'Валюта'],
  }),
  sample: {
    id: 'WH-0G2756385H040842W-5Y612302CV158622M',
    create_time: '2026-03-02T09:15:40Z',
    resource_type: 'sale',
    event_type: 'PAYMENT.SALE.COMPLETED',
    summary: 'Payment completed for $ 20.0 USD',
    resource: {
      id: '4EU7004268015634R',
      create_time: '2026-03-02T09:15:02Z',
      amount: { total: '20.00', currency: 'USD' },
      payment_mode: 'INSTANT_TRANSFER',
      state: 'completed',
    },
    links: [],
  },
  wire: {
    headers: {
      'Paypal-Transmission-Id': 'dfb3be50-fd74-11e4-8bf3-77339302725b',
      'Paypal-Auth-Algo': 'SHA256withRSA',
    },
  },
});
