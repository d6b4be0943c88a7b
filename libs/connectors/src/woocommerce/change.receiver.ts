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
import { woocommerceAccess } from './change.registration.js';

/** Wire facts: the code of WooCommerce; its delivery id is not unique, so it names no event. */
export const woocommerceChange = receiver({
  app: 'woocommerce',
  event: 'change',
  label: say('An order or another object changes', 'Изменился заказ или другой объект'),
  appLabel: say('WooCommerce', 'WooCommerce'),
  category: 'shops',
  color: '#7f54b3',
  setup: setUp(
    say(
      'Invent a long secret, add it here as a connection for WooCommerce and choose it.',
      'Придумайте длинный секрет, добавьте его здесь как подключение WooCommerce и выберите.',
    ),
    say(
      'In WordPress open WooCommerce, Settings, Advanced, Webhooks, Add webhook: status Active, the topic, the address as Delivery URL, the same secret. Save: WooCommerce sends a ping.',
      'В WordPress откройте WooCommerce → Настройки → Дополнительно → Вебхуки → Добавить: статус «Активный», тема, адрес в Delivery URL, тот же секрет. Сохраните: WooCommerce пришлёт проверку.',
    ),
  ),
  notes: [
    say(
      'WooCommerce does not repeat a failed delivery, and switches the webhook off after more than 5 failures in a row.',
      'WooCommerce не повторяет неудачную доставку и отключает вебхук после более чем 5 неудач подряд.',
    ),
  ],
  greetings: [
    { methods: ['POST'], when: [], onlyFields: { webhook_id: null }, isOpen: true, reply: null },
  ],
  connection: 'required',
  settings: describeFields(byHand),
  connectionFields: [
    ...secretFields(
      say('Webhook secret', 'Секрет вебхука'),
      say(
        'The same as in the webhook’s settings in the shop.',
        'Такой же, как в настройках вебхука в магазине.',
      ),
      { isRequired: false },
    ),
    ...describeFields(woocommerceAccess),
  ],
  verify: [prove.signature({ header: 'X-WC-Webhook-Signature', encoding: 'base64' })],
  events: eventsOf(from.header('X-WC-Webhook-Topic'), {
    'order.created': ['Order created', 'Заказ создан'],
    'order.updated': ['Order changed', 'Заказ изменён'],
    'order.deleted': ['Order deleted', 'Заказ удалён'],
    'customer.created': ['Customer created', 'Покупатель создан'],
    'customer.updated': ['Customer changed', 'Покупатель изменён'],
    'product.created': ['Product created', 'Товар создан'],
    'product.updated': ['Product changed', 'Товар изменён'],
  }),
  dedupe: [
    [from.header('X-WC-Webhook-Topic'), from.body('id'), from.body('date_modified_gmt')],
    [from.header('X-WC-Webhook-Topic'), from.body('id'), from.header('X-WC-Webhook-Delivery-ID')],
  ],
  reply: { status: 200, contentType: 'text/plain; charset=utf-8', body: 'ok' },
  labels: labelsOf({
    id: ['Order number', 'Номер заказа'],
    status: ['State', 'Статус'],
    total: ['Amount', 'Сумма'],
    'billing.first_name': ['Name', 'Имя'],
    'billing.phone': ['Phone', 'Телефон'],
    'billing.email': ['E-mail', 'E-mail'],
    line_items: ['Goods', 'Товары'],
    customer_note: ['Comment', 'Комментарий'],
  }),
  sample: {
    id: 727,
    status: 'processing',
    currency: 'RUB',
    date_created_gmt: '2026-03-02T09:15:40',
    date_modified_gmt: '2026-03-02T09:15:41',
    total: '2990.00',
    billing: {
      first_name: 'Анна',
      last_name: 'Петрова',
      email: 'anna@example.test',
      phone: '+79000000001',
      city: 'Казань',
    },
    line_items: [
      { id: 315, name: 'Футболка', product_id: 93, quantity: 2, total: '2990.00', sku: 'TS-1' },
    ],
    customer_note: 'Позвонить',
  },
  wire: {
    headers: {
      'X-WC-Webhook-Topic': 'order.created',
      'X-WC-Webhook-Source': 'https://shop.example.test/',
      'X-WC-Webhook-Delivery-ID': 'd4b3f0a0c6f1e2a7',
    },
  },
});
