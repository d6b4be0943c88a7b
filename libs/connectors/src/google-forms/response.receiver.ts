import {
  from,
  labelsOf,
  prove,
  receiver,
  say,
  secretFields,
  setUp,
  signedTime,
} from '@hookline/connector-kit';
import { appsScript } from './apps-script.js';

/** Google Forms has no webhooks: the program that its owner pastes is ours, and so is the wire. */
export const googleFormsResponse = receiver({
  app: 'google_forms',
  event: 'response',
  label: say('A form is filled in', 'Заполнена форма'),
  appLabel: say('Google Forms', 'Google Формы'),
  category: 'sites',
  color: '#673ab7',
  setup: setUp(
    say(
      'In Google Forms open the form, press the three dots, Apps Script, and paste the program shown below in place of what is there.',
      'В Google Формах откройте форму, нажмите три точки → «Редактор скриптов» (Apps Script) и вставьте программу ниже вместо того, что там есть.',
    ),
    say(
      'Choose connect and press Run. Google asks for your permission; then a test arrives here, and the source is connected.',
      'Выберите connect и нажмите «Выполнить». Google спросит разрешение; затем сюда придёт проверка, и источник станет «подключён».',
    ),
    say(
      'To be strict, add a connection for Google Forms here with a secret, choose it, and write the same secret into SECRET.',
      'Для строгой проверки добавьте здесь подключение Google Форм с секретом, выберите его и впишите тот же секрет в SECRET.',
    ),
  ),
  snippet: { label: say('Program for Apps Script', 'Программа для Apps Script'), code: appsScript },
  evidence: 'partial',
  notes: [
    say(
      'Questions are the names of the fields: renaming a question breaks what is mapped to it.',
      'Имена полей — тексты вопросов: если переименовать вопрос, поле перестанет находиться.',
    ),
    say(
      'Not verified in a real account: the names of the Apps Script functions.',
      'Не проверено в настоящем аккаунте: имена функций Apps Script.',
    ),
  ],
  greetings: [
    {
      methods: ['POST'],
      when: [],
      onlyFields: { source: 'google_forms', test: null },
      isOpen: false,
      reply: null,
    },
  ],
  connectionFields: secretFields(
    say('Signing secret', 'Секрет подписи'),
    say(
      'whsec_ and at least 32 letters and digits, the number of them divisible by 4.',
      'whsec_ и не меньше 32 букв и цифр, число которых делится на 4.',
    ),
  ),
  verify: [
    prove.signature({
      header: 'webhook-signature',
      encoding: 'base64',
      layout: 'list',
      prefix: 'v1',
      signed: ['{id}.{ts}.{body}'],
      secretForm: 'base64',
      timestamp: signedTime('webhook-timestamp'),
      idHeader: 'webhook-id',
    }),
  ],
  dedupe: [[from.body('responseId')]],
  labels: labelsOf({
    formTitle: ['Form', 'Форма'],
    submittedAt: ['When', 'Когда'],
    respondentEmail: ['E-mail of who answered', 'E-mail ответившего'],
    answers: ['Answers', 'Ответы'],
  }),
  sample: {
    source: 'google_forms',
    formId: '1AbC',
    formTitle: 'Заявка',
    responseId: '2_ABaOnu000',
    submittedAt: '2026-03-02T09:15:40.000Z',
    respondentEmail: 'anna@example.test',
    answers: { 'Как вас зовут?': 'Анна', Интересы: ['Йога', 'Бег'] },
  },
});
