import { describeFields, field, from, receiver } from '@hookline/connector-kit';

const key = {
  name: field.text({
    label: { en: 'Name of the API key', ru: 'Имя API-ключа' },
    help: {
      en: 'The same as in Tilda, letter by letter.',
      ru: 'Такое же, как в Тильде, буква в букву.',
    },
    required: true,
    placeholder: 'X-Api-Key',
    mappable: false,
  }),
  value: field.secret({
    label: { en: 'API key', ru: 'API-ключ' },
    help: { en: 'At least 16 characters.', ru: 'Не короче 16 символов.' },
    minLength: 16,
    required: true,
  }),
};

const cookies =
  'TILDAUTM=utm_source%3Dyandex%7C%7C%7Cutm_medium%3Dcpc%7C%7C%7Cutm_campaign%3Dspring';

/** Wire facts: the form webhook of Tilda's help pages; an order adds `payment`. */
export const tildaForm = receiver({
  app: 'tilda',
  event: 'form',
  label: { en: 'A form is sent', ru: 'Отправлена форма' },
  appLabel: { en: 'Tilda', ru: 'Тильда' },
  category: 'sites',
  icon: 'forms',
  color: '#fa876b',
  help: {
    en: 'Leads and orders of a site made with Tilda.',
    ru: 'Заявки и заказы с сайта на Тильде.',
  },
  setup: [
    { en: 'Copy the address of this flow.', ru: 'Скопируйте адрес этой связки.' },
    {
      en: 'In Tilda open Site settings, Forms, Webhook, and paste the address. For utm marks tick “Send cookies”. Tilda tries the address at once.',
      ru: 'В Тильде откройте «Настройки сайта» → «Формы» → Webhook и вставьте адрес. Чтобы приходили utm-метки, отметьте «Передавать cookies». Тильда сразу проверит адрес.',
    },
    {
      en: 'If you use an API key, choose the connection with it here before you save the webhook in Tilda.',
      ru: 'Если нужен API-ключ, выберите здесь подключение с ним до того, как сохраните webhook в Тильде.',
    },
    {
      en: 'In each form block tick this webhook among the receivers (or press “Add to all forms”).',
      ru: 'В каждом блоке с формой отметьте этот webhook среди приёмщиков (или нажмите «Добавить ко всем формам»).',
    },
    {
      en: 'Publish the pages again. Without this nothing arrives.',
      ru: 'Переопубликуйте страницы. Без этого ничего не придёт.',
    },
  ],
  methods: ['POST'],
  greetings: [
    { methods: ['POST'], when: [], onlyFields: { test: 'test' }, isOpen: false, reply: null },
  ],
  verify: [
    {
      kind: 'named_token',
      nameField: 'name',
      valueField: 'value',
      locations: ['header', 'body'],
    },
  ],
  connectionFields: describeFields(key),
  dedupe: [[from.body('tranid')]],
  readings: [
    { field: 'COOKIES', as: 'cookies', into: 'utm' },
    { field: 'payment', as: 'json', into: 'payment' },
    { field: 'payment.products', as: 'list', into: 'payment.products' },
  ],
  reply: { status: 200, contentType: 'text/plain; charset=utf-8', body: 'ok' },
  labels: {
    Name: { en: 'Name', ru: 'Имя' },
    Phone: { en: 'Phone', ru: 'Телефон' },
    Email: { en: 'E-mail', ru: 'E-mail' },
    Comment: { en: 'Comment', ru: 'Комментарий' },
    Comments: { en: 'Comment', ru: 'Комментарий' },
    tranid: { en: 'Lead number', ru: 'Номер заявки' },
    formid: { en: 'Form (block id)', ru: 'Форма (ID блока)' },
    formname: { en: 'Form name', ru: 'Название формы' },
    COOKIES: { en: 'Cookies', ru: 'Cookies' },
    utm: { en: 'utm marks', ru: 'utm-метки' },
    payment: { en: 'Order', ru: 'Заказ' },
    'payment.orderid': { en: 'Order number', ru: 'Номер заказа' },
    'payment.amount': { en: 'Order total', ru: 'Сумма заказа' },
    'payment.products': { en: 'Goods', ru: 'Товары' },
  },
  sample: {
    Name: 'Анна Иванова',
    Phone: '+7 (916) 123-45-67',
    Email: 'anna@example.com',
    Comment: 'Перезвоните после обеда',
    formname: 'Заявка',
    formid: 'form456789012',
    tranid: '1234567:8901234561',
    COOKIES: cookies,
    utm: { source: 'yandex', medium: 'cpc', campaign: 'spring' },
    payment: {
      orderid: '1594870012',
      amount: '2400',
      products: [{ name: 'Чай зелёный', quantity: 2, price: 1_200, amount: 2_400 }],
    },
  },
  wire: {
    type: 'form',
    body: new URLSearchParams({
      Name: 'Анна Иванова',
      Phone: '+7 (916) 123-45-67',
      Email: 'anna@example.com',
      Comment: 'Перезвоните после обеда',
      formname: 'Заявка',
      formid: 'form456789012',
      tranid: '1234567:8901234561',
      COOKIES: cookies,
      'payment[orderid]': '1594870012',
      'payment[amount]': '2400',
      'payment[products][0]': 'Чай зелёный - 2x1200=2400',
    }).toString(),
  },
});
