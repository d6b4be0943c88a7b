import {
  byHand,
  describeFields,
  eventsOf,
  from,
  labelsOf,
  prove,
  receiver,
  say,
  secretFields,
  setUp,
} from '@hookline/connector-kit';
import { stripeAccess } from './event.registration.js';

/** Wire facts: Stripe's server library; the key is the whole text of the secret, its prefix included. */
export const stripeEvent = receiver({
  app: 'stripe',
  event: 'event',
  label: say('A payment or another event', 'Платёж или другое событие'),
  appLabel: say('Stripe', 'Stripe'),
  category: 'payments',
  color: '#635bff',
  setup: setUp(
    say(
      'In Stripe open Developers, Webhooks, Add destination, choose the events and paste the address.',
      'В Stripe откройте Developers → Webhooks → Add destination, выберите события и вставьте адрес.',
    ),
    say(
      'Stripe shows a signing secret (whsec_…): add it here as a connection for Stripe and choose it.',
      'Stripe покажет signing secret (whsec_…): добавьте его здесь как подключение Stripe и выберите.',
    ),
  ),
  notes: [
    say(
      'Amounts are in the smallest unit: 2990 is 29.90.',
      'Суммы в минимальных единицах: 2990 — это 29,90.',
    ),
    say(
      'Test mode and live mode have secrets of their own. Events of the test mode have livemode: false and run like others.',
      'У тестового и боевого режима разные секреты. События тестового режима приходят с livemode: false и выполняются как обычные.',
    ),
  ],
  greetings: [
    {
      methods: ['POST'],
      when: [{ at: from.body('id'), equals: 'evt_00000000000000' }],
      isOpen: false,
      reply: null,
    },
  ],
  connection: 'required',
  settings: describeFields(byHand),
  connectionFields: [
    ...secretFields(
      say('Signing secret', 'Signing secret'),
      say('It begins with whsec_.', 'Начинается с whsec_.'),
      { isRequired: false },
    ),
    ...describeFields(stripeAccess),
  ],
  verify: [
    prove.signature({
      header: 'Stripe-Signature',
      layout: 'pairs',
      prefix: 'v1',
      signed: ['{ts}.{body}'],
      timestamp: { from: 'pair', name: 't', unit: 'secs', toleranceSecs: 300 },
    }),
  ],
  events: eventsOf(from.body('type'), {
    'checkout.session.completed': ['Checkout completed', 'Оплата завершена'],
    'payment_intent.succeeded': ['Payment succeeded', 'Платёж прошёл'],
    'payment_intent.payment_failed': ['Payment failed', 'Платёж не прошёл'],
    'charge.refunded': ['Refunded', 'Возврат'],
    'invoice.paid': ['Invoice paid', 'Счёт оплачен'],
    'customer.subscription.created': ['Subscription created', 'Подписка создана'],
    'customer.subscription.deleted': ['Subscription ended', 'Подписка завершена'],
  }),
  dedupe: [[from.body('id')]],
  labels: labelsOf({
    type: ['Event', 'Событие'],
    'data.object.amount_total': ['Amount (smallest unit)', 'Сумма (минимальные единицы)'],
    'data.object.currency': ['Currency', 'Валюта'],
    'data.object.customer_details.email': ['E-mail', 'E-mail'],
    'data.object.customer_details.name': ['Name', 'Имя'],
  }),
  sample: {
    id: 'evt_1Nabc0000000000001',
    object: 'event',
    api_version: '2024-06-20',
    created: 1_772_442_940,
    type: 'checkout.session.completed',
    livemode: false,
    pending_webhooks: 1,
    request: { id: 'req_1', idempotency_key: null },
    data: {
      object: {
        id: 'cs_test_1',
        object: 'checkout.session',
        amount_total: 2_990,
        currency: 'eur',
        customer_details: { email: 'anna@example.test', name: 'Anna' },
        payment_status: 'paid',
        metadata: { order_id: '727' },
      },
    },
  },
});
