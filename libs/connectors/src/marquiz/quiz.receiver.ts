import {
  addressSecretFields,
  from,
  labelsOf,
  prove,
  receiver,
  say,
  setUp,
} from '@hookline/connector-kit';

const answer = { key: 'q', values: ['a'] };

/** Wire facts: open integrations; nothing is signed, and there is no id. */
export const marquizQuiz = receiver({
  app: 'marquiz',
  event: 'quiz',
  label: say('A quiz is finished', 'Пройден квиз'),
  appLabel: say('Marquiz', 'Marquiz (Марквиз)'),
  category: 'sites',
  color: '#ff5a5f',
  setup: setUp(
    say(
      'In Marquiz open the quiz, Integrations, Webhooks, and paste the address.',
      'В Marquiz откройте квиз → «Интеграции» → Webhooks и вставьте адрес.',
    ),
    say(
      'Finish your own quiz once: the fields of this lead appear here.',
      'Пройдите свой квиз один раз: поля этой заявки появятся здесь.',
    ),
  ),
  notes: [
    say(
      'There is no id: equal requests within 10 minutes are one lead.',
      'Номера заявки нет: одинаковые запросы в течение 10 минут считаются одной заявкой.',
    ),
    say(
      'Not verified: how long Marquiz waits, and how often it repeats.',
      'Не проверено: сколько Marquiz ждёт ответа и сколько раз повторяет.',
    ),
  ],
  connectionFields: addressSecretFields(),
  verify: [prove.secretInAddress()],
  dedupe: [[from.bytes()]],
  dedupeWindowSecs: 600,
  readings: [
    { field: 'answers', as: 'lines', into: 'answersText', ...answer },
    { field: 'answers', as: 'pairs', into: 'answersByQuestion', ...answer },
    { field: 'extra.href', as: 'utm', into: 'utm' },
  ],
  reply: { status: 200, contentType: 'text/plain; charset=utf-8', body: 'ok' },
  labels: labelsOf({
    'quiz.name': ['Quiz', 'Название квиза'],
    'contacts.name': ['Name', 'Имя'],
    'contacts.phone': ['Phone', 'Телефон'],
    'contacts.email': ['E-mail', 'E-mail'],
    answersText: ['Answers as text', 'Ответы текстом'],
    answersByQuestion: ['Answers by question', 'Ответы по вопросам'],
    'extra.href': ['Page', 'Страница'],
    'extra.ip': ['IP', 'IP'],
    utm: ['utm marks', 'utm-метки'],
  }),
  sample: {
    quiz: { id: '65a000000000000000000001', name: 'Подбор кухни' },
    answers: [
      { q: 'Какая форма?', a: 'Угловая' },
      { q: 'Что важно?', a: ['Цена', 'Сроки'] },
    ],
    contacts: { name: 'Анна', phone: '+79000000001', email: 'anna@example.test', text: '' },
    extra: {
      href: 'https://example.test/?utm_source=yandex&utm_campaign=k1',
      ip: '192.0.2.10',
      cookies: { _ga: 'GA1.2.0.0' },
    },
    answersText: 'Какая форма?: Угловая\nЧто важно?: Цена, Сроки',
    answersByQuestion: { 'Какая форма?': 'Угловая', 'Что важно?': ['Цена', 'Сроки'] },
    utm: { source: 'yandex', campaign: 'k1' },
  },
});
