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
import { shopifyAccess } from './event.registration.js';

/** Wire facts: Shopify's app library; a newer kind names its headers without `X-`. */
export const shopifyEvent = receiver({
  app: 'shopify',
  event: 'event',
  label: say('An order or another event', 'Заказ или другое событие'),
  appLabel: say('Shopify', 'Shopify'),
  category: 'shops',
  color: '#95bf47',
  setup: setUp(
    say(
      'In Shopify open Settings, Notifications, Webhooks, Create webhook: the event, format JSON, the address. Save.',
      'В Shopify откройте Settings → Notifications → Webhooks → Create webhook: событие, формат JSON, адрес. Сохраните.',
    ),
    say(
      'Below the list Shopify shows what the webhooks are signed with: add it here as a connection for Shopify and choose it.',
      'Под списком Shopify показывает ключ подписи вебхуков: добавьте его здесь как подключение Shopify и выберите.',
    ),
    say(
      'Press “Send test” there: the test is shown here as connected.',
      'Нажмите там «Send test»: источник станет «подключён».',
    ),
  ),
  notes: [
    say(
      'A webhook that an app has made is signed with the app’s client secret instead.',
      'Вебхук, созданный приложением, подписан client secret этого приложения.',
    ),
    say(
      'Shopify waits 5 seconds, and repeats 8 times within 4 hours.',
      'Shopify ждёт 5 секунд и повторяет 8 раз за 4 часа.',
    ),
  ],
  greetings: [
    {
      methods: ['POST'],
      when: [{ at: from.header('X-Shopify-Test'), equals: 'true' }],
      isOpen: false,
      reply: null,
    },
  ],
  connection: 'required',
  settings: describeFields(byHand),
  connectionFields: [
    ...secretFields(
      say('Signing key', 'Ключ подписи'),
      say(
        'From Settings, Notifications, Webhooks of the shop.',
        'Из раздела Settings → Notifications → Webhooks магазина.',
      ),
    ),
    ...describeFields(shopifyAccess),
  ],
  verify: [
    prove.signature({ header: 'X-Shopify-Hmac-Sha256', encoding: 'base64' }),
    prove.signature({ header: 'shopify-hmac-sha256', encoding: 'base64' }),
  ],
  events: {
    also: [from.header('shopify-topic')],
    ...eventsOf(from.header('X-Shopify-Topic'), {
      'orders/create': ['Order created', 'Заказ создан'],
      'orders/paid': ['Order paid', 'Заказ оплачен'],
      'orders/updated': ['Order changed', 'Заказ изменён'],
      'orders/cancelled': ['Order cancelled', 'Заказ отменён'],
      'customers/create': ['Customer created', 'Покупатель создан'],
      'products/update': ['Product changed', 'Товар изменён'],
      'checkouts/create': ['Checkout begun', 'Начато оформление'],
    }),
  },
  dedupe: [
    // One deed of a merchant may be several events, of several objects and topics, which share its id.
    [
      from.header('X-Shopify-Event-Id'),
      from.optional(from.header('X-Shopify-Topic')),
      from.optional(from.body('id')),
    ],
    [from.header('X-Shopify-Webhook-Id')],
    [
      from.header('shopify-event-id'),
      from.optional(from.header('shopify-topic')),
      from.optional(from.body('id')),
    ],
    [from.header('shopify-webhook-id')],
  ],
  // Shopify signs the body alone.
  dedupeMoments: ['updated_at'],
  labels: labelsOf({
    name: ['Order number', 'Номер заказа'],
    total_price: ['Amount', 'Сумма'],
    email: ['E-mail', 'E-mail'],
    financial_status: ['Payment', 'Оплата'],
    line_items: ['Goods', 'Товары'],
    'customer.first_name': ['Name', 'Имя'],
  }),
  sample: {
    id: 820_000_000_001,
    name: '#1001',
    email: 'anna@example.test',
    total_price: '29.90',
    currency: 'EUR',
    financial_status: 'paid',
    created_at: '2026-03-02T09:15:40+00:00',
    updated_at: '2026-03-02T09:15:41+00:00',
    customer: { id: 1_150_000_001, first_name: 'Anna', last_name: 'Test', phone: null },
    line_items: [{ id: 1, title: 'T-shirt', quantity: 1, price: '29.90', sku: 'TS-1' }],
  },
  wire: {
    headers: {
      'X-Shopify-Topic': 'orders/create',
      'X-Shopify-Shop-Domain': 'demo.myshopify.com',
      'X-Shopify-Event-Id': '98880550-7158-44d4-b7cd-2c97c8a091b5',
      'X-Shopify-Webhook-Id': 'b54557e4-bdd9-4b37-8a5f-bf7d70bcd043',
    },
  },
});
