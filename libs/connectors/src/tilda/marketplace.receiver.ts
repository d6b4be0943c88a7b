import {
  describeFields,
  field,
  from,
  labelsOf,
  receiver,
  say,
  setUp,
} from '@hookline/connector-kit';

const secrets = {
  name: field.text({
    label: say('Name of the API key', 'Имя API-ключа'),
    help: say('The name that you chose in Tilda.', 'Имя, которое вы выбрали в Тильде.'),
    required: true,
    placeholder: 'X-Api-Key',
    mappable: false,
  }),
  value: field.secret({
    label: say('API key', 'API-ключ'),
    help: say('At least 16 characters.', 'Не короче 16 символов.'),
    minLength: 16,
    required: true,
  }),
};

/** Wire facts: Tilda's technical page on marketplace integrations; its answers are not described there. */
export const tildaMarketplace = receiver({
  app: 'tilda',
  event: 'marketplace',
  label: say('A lead from the Tilda catalogue', 'Заявка из каталога интеграций'),
  appLabel: say('Tilda', 'Тильда'),
  category: 'sites',
  icon: 'forms',
  color: '#fa876b',
  setup: setUp(
    say(
      'Add a connection for Tilda here, with the name and the value of the API key, and choose it.',
      'Добавьте здесь подключение Тильды с именем и значением API-ключа и выберите его.',
    ),
    say(
      'In Tilda’s catalogue of integrations enter the address as the endpoint, and the same key in a header or as a field of the body.',
      'В каталоге интеграций Тильды укажите адрес как endpoint и тот же ключ в заголовке или в поле тела.',
    ),
  ),
  evidence: 'partial',
  notes: [
    say(
      'Not verified: what answer Tilda takes as a success. We answer 200 and ok.',
      'Не проверено: какой ответ Тильда считает успехом. Мы отвечаем 200 и ok.',
    ),
    say(
      'OAuth 2 as authorisation is not supported; use the API key.',
      'Авторизация по OAuth 2 не поддерживается, выберите API-ключ.',
    ),
  ],
  connectionFields: describeFields(secrets),
  connection: 'required',
  verify: [
    { kind: 'named_token', nameField: 'name', valueField: 'value', locations: ['header', 'body'] },
  ],
  dedupe: [[from.body('tranid')]],
  reply: { status: 200, contentType: 'text/plain; charset=utf-8', body: 'ok' },
  labels: labelsOf({
    Name: ['Name', 'Имя'],
    Phone: ['Phone', 'Телефон'],
    Email: ['E-mail', 'E-mail'],
    tranid: ['Lead number', 'Номер заявки'],
    formid: ['Form (block id)', 'Форма (ID блока)'],
  }),
  sample: {
    Name: 'Анна',
    Phone: '+7 900 000-00-01',
    Email: 'anna@example.test',
    tranid: '1234567:8901234561',
    formid: 'form456789012',
  },
});
