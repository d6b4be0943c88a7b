import {
  addressSecretFields,
  from,
  labelsOf,
  prove,
  receiver,
  say,
  setUp,
} from '@hookline/connector-kit';

const part = (name: string, value: string): string =>
  `--B\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const rawRequest =
  '{"q3_fullName":{"first":"Анна","last":"Петрова"},"q4_email":"anna@example.test","q5_phone":{"full":"(900) 000-0001"}}';

/** Wire facts: open integrations; the answers are JSON inside one part of a multipart form. */
export const jotformSubmission = receiver({
  app: 'jotform',
  event: 'submission',
  label: say('A form is sent', 'Отправлена форма'),
  appLabel: say('Jotform', 'Jotform'),
  category: 'sites',
  color: '#ff6100',
  setup: setUp(
    say(
      'To be strict, add a connection for Jotform here with a secret, and add ?secret=… to the address.',
      'Для строгой проверки добавьте здесь подключение Jotform с секретом и допишите к адресу ?secret=…',
    ),
    say(
      'In Jotform open the form, Settings, Integrations, WebHooks, paste the address and press Complete Integration.',
      'В Jotform откройте форму → Settings → Integrations → WebHooks, вставьте адрес и нажмите Complete Integration.',
    ),
  ),
  notes: [
    say(
      'The answers are in answers, under names such as q4_email; Jotform does not send the questions.',
      'Ответы стоят в answers под именами вроде q4_email; сами вопросы Jotform не присылает.',
    ),
    say(
      'Not verified: how long Jotform waits, and how often it repeats.',
      'Не проверено: сколько Jotform ждёт ответа и сколько раз повторяет.',
    ),
  ],
  connectionFields: addressSecretFields(),
  verify: [prove.secretInAddress()],
  dedupe: [[from.body('submissionID')]],
  readings: [{ field: 'rawRequest', as: 'json', into: 'answers' }],
  labels: labelsOf({
    formTitle: ['Form', 'Форма'],
    submissionID: ['Number of the submission', 'Номер заявки'],
    pretty: ['All answers as text', 'Все ответы текстом'],
    answers: ['Answers', 'Ответы'],
  }),
  sample: {
    formID: '230000000000001',
    submissionID: '5600000000000000001',
    formTitle: 'Заявка',
    pretty: 'Имя:Анна Петрова, E-mail:anna@example.test',
    rawRequest,
    answers: {
      q3_fullName: { first: 'Анна', last: 'Петрова' },
      q4_email: 'anna@example.test',
      q5_phone: { full: '(900) 000-0001' },
    },
  },
  wire: {
    headers: { 'content-type': 'multipart/form-data; boundary=B' },
    body: `${part('formID', '230000000000001')}${part('submissionID', '5600000000000000001')}${part('formTitle', 'Заявка')}${part('pretty', 'Имя:Анна Петрова, E-mail:anna@example.test')}${part('rawRequest', rawRequest)}--B--\r\n`,
  },
});
