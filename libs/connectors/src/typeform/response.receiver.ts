import {
  byHand,
  describeFields,
  from,
  labelsOf,
  prove,
  receiver,
  say,
  secretFields,
  setUp,
} from '@hookline/connector-kit';
import { typeformAccess, typeformPlace } from './response.registration.js';

/** Where the value of an answer stands, by its type. */
const values = [
  'text',
  'email',
  'phone_number',
  'number',
  'boolean',
  'date',
  'url',
  'file_url',
  'choice.label',
  'choices.labels',
  'payment.amount',
];
const answers = 'form_response.answers';

/** Wire facts: open integrations; answers come as a list in which each type has its own field. */
export const typeformResponse = receiver({
  app: 'typeform',
  event: 'response',
  label: say('A form is filled in', 'Заполнена форма'),
  appLabel: say('Typeform', 'Typeform'),
  category: 'sites',
  color: '#262627',
  setup: setUp(
    say(
      'In Typeform open the form, Connect, Webhooks, Add a webhook, paste the address, and switch it on.',
      'В Typeform откройте форму → Connect → Webhooks → Add a webhook, вставьте адрес и включите вебхук.',
    ),
    say(
      'Press Edit, enter a secret that you invent, add the same here as a connection for Typeform, and choose it.',
      'Нажмите Edit, введите придуманный секрет, добавьте его же здесь как подключение Typeform и выберите.',
    ),
    say(
      'Press “Send test request” there to see the fields here.',
      'Нажмите там «Send test request», чтобы увидеть поля здесь.',
    ),
  ),
  notes: [
    say(
      'answers holds each answer under the reference of its question, answersByTitle under its title: renaming a question breaks what is mapped by title.',
      'В answers ответы стоят под кодом вопроса (ref), в answersByTitle — под его текстом: если переименовать вопрос, поле по тексту перестанет находиться.',
    ),
    say(
      'Not verified: how long Typeform waits, and how often it repeats.',
      'Не проверено: сколько Typeform ждёт ответа и сколько раз повторяет.',
    ),
  ],
  connection: 'required',
  settings: describeFields({ ...typeformPlace, ...byHand }),
  connectionFields: [
    ...secretFields(
      say('Webhook secret', 'Секрет вебхука'),
      say(
        'The same as in the webhook’s settings at Typeform.',
        'Такой же, как в настройках вебхука в Typeform.',
      ),
      { isRequired: false },
    ),
    ...describeFields(typeformAccess),
  ],
  verify: [
    prove.signature({ header: 'Typeform-Signature', prefix: 'sha256=', encoding: 'base64' }),
  ],
  dedupe: [[from.body('event_id')], [from.body('form_response.token')]],
  readings: [
    { field: answers, as: 'pairs', into: 'answers', key: 'field.ref', values },
    {
      field: answers,
      as: 'pairs',
      into: 'answersByTitle',
      key: 'field.ref',
      values,
      titles: { list: 'form_response.definition.fields', id: 'ref', title: 'title' },
    },
  ],
  labels: labelsOf({
    'form_response.definition.title': ['Form', 'Форма'],
    answers: ['Answers', 'Ответы'],
    answersByTitle: ['Answers by question', 'Ответы по вопросам'],
    'form_response.hidden': ['Hidden fields', 'Скрытые поля'],
    'form_response.submitted_at': ['When', 'Когда'],
  }),
  sample: {
    event_id: '01HX0000000000000000000001',
    event_type: 'form_response',
    form_response: {
      form_id: 'aBcD12',
      token: 't0k3n00000000000000000000001',
      submitted_at: '2026-03-02T09:15:40Z',
      hidden: { utm_source: 'yandex' },
      definition: {
        id: 'aBcD12',
        title: 'Заявка',
        fields: [
          { id: 'f1', ref: 'name-ref', type: 'short_text', title: 'Как вас зовут?' },
          { id: 'f2', ref: 'mail-ref', type: 'email', title: 'Почта' },
          { id: 'f3', ref: 'plan-ref', type: 'multiple_choice', title: 'Тариф' },
        ],
      },
      answers: [
        { type: 'text', text: 'Анна', field: { id: 'f1', type: 'short_text', ref: 'name-ref' } },
        {
          type: 'email',
          email: 'anna@example.test',
          field: { id: 'f2', type: 'email', ref: 'mail-ref' },
        },
        {
          type: 'choice',
          choice: { label: 'Базовый' },
          field: { id: 'f3', type: 'multiple_choice', ref: 'plan-ref' },
        },
      ],
    },
    answers: { 'name-ref': 'Анна', 'mail-ref': 'anna@example.test', 'plan-ref': 'Базовый' },
    answersByTitle: { 'Как вас зовут?': 'Анна', Почта: 'anna@example.test', Тариф: 'Базовый' },
  },
});
