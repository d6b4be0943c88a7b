import { labelsOf, receiver, say, setUp } from '@hookline/connector-kit';
import { keyFields, keyVerify } from './key.connection.js';

/** For those who come from another platform: the same shapes are taken, and answered in its way. */
export const webhookCatch = receiver({
  app: 'webhook',
  event: 'catch',
  label: say('A catch hook of another platform', 'Catch hook с другой платформы'),
  appLabel: say('Webhook', 'Вебхук'),
  category: 'core',
  icon: 'webhook',
  color: '#7048e8',
  setup: setUp(
    say(
      'Where a catch hook of Zapier or Make stands, replace it by this address. Nothing else changes.',
      'Там, где стоит catch hook Zapier или Make, замените его на этот адрес. Больше ничего не меняется.',
    ),
    say(
      'Send one real request: its fields appear here.',
      'Отправьте один настоящий запрос: его поля появятся здесь.',
    ),
  ),
  evidence: 'partial',
  notes: [
    say(
      'The answer is {"status":"success","id":"…"}; that others answer so is known by recollection.',
      'Ответ: {"status":"success","id":"…"}; что так отвечают другие, известно по памяти.',
    ),
    say(
      'What stands in the address after ? are fields as well, as on other platforms; where the body has a field of the same name, the body’s stands.',
      'То, что стоит в адресе после ?, тоже становится полями, как на других платформах; если поле с таким именем есть в теле, действует оно.',
    ),
    say(
      'There is no id, so nothing is taken for a duplicate.',
      'Номера события нет, поэтому ничто не считается дублем.',
    ),
  ],
  methods: ['POST', 'PUT', 'GET'],
  mergesQuery: true,
  connectionFields: keyFields,
  verify: keyVerify,
  reply: {
    status: 200,
    contentType: 'application/json; charset=utf-8',
    body: '{"status":"success","id":"{id}","attempt":"{id}","request_id":"{id}"}',
  },
  labels: labelsOf({
    name: ['Name', 'Имя'],
    phone: ['Phone', 'Телефон'],
    email: ['E-mail', 'E-mail'],
  }),
  sample: { name: 'Анна', phone: '+79000000001', email: 'anna@example.test' },
});
