import { from, labelsOf, prove, receiver, say, secretFields, setUp } from '@hookline/connector-kit';

/** Wire facts: Dropbox's webhooks; a notification only says whose files changed. */
export const dropboxChange = receiver({
  app: 'dropbox',
  event: 'change',
  label: say('Files of an account change', 'Изменились файлы аккаунта'),
  appLabel: say('Dropbox', 'Dropbox'),
  category: 'files',
  color: '#0061ff',
  setup: setUp(
    say(
      'Add a connection for Dropbox here, with the App secret of your app in the Dropbox App Console, and choose it.',
      'Добавьте здесь подключение Dropbox с App secret вашего приложения из Dropbox App Console и выберите его.',
    ),
    say(
      'In the App Console paste the address under Webhooks and press Add. Dropbox asks it at once and gets its challenge back.',
      'В App Console вставьте адрес в разделе Webhooks и нажмите Add. Dropbox сразу проверит адрес и получит ответ.',
    ),
  ),
  notes: [
    say(
      'Dropbox says only whose files changed. The names are read afterwards by its API, with an HTTP step.',
      'Dropbox сообщает только, у кого изменились файлы. Имена файлов читает следующий шаг через API (шаг HTTP).',
    ),
    say(
      'A Dropbox app has one webhook address for all its users.',
      'У приложения Dropbox один адрес вебхука на всех пользователей.',
    ),
  ],
  greetings: [
    {
      methods: ['GET'],
      when: [{ at: from.query('challenge') }],
      isOpen: true,
      reply: { echo: from.query('challenge') },
    },
  ],
  connection: 'required',
  connectionFields: secretFields(
    say('App secret', 'App secret'),
    say(
      'From the Settings tab of the app in the App Console.',
      'Со вкладки Settings приложения в App Console.',
    ),
  ),
  verify: [prove.signature({ header: 'X-Dropbox-Signature' })],
  labels: labelsOf({
    'list_folder.accounts': ['Accounts', 'Аккаунты'],
    'delta.users': ['Users', 'Пользователи'],
  }),
  sample: { list_folder: { accounts: ['dbid:AAA0001'] }, delta: { users: [10_000_001] } },
});
