import {
  eventsOf,
  from,
  labelsOf,
  prove,
  receiver,
  say,
  secretFields,
  setUp,
} from '@hookline/connector-kit';

/** Wire facts: Bitbucket Cloud; the header is named as GitHub's old one, but holds SHA-256 only. */
export const bitbucketEvent = receiver({
  app: 'bitbucket',
  event: 'event',
  label: say('Something happens in a repository', 'Событие в репозитории'),
  appLabel: say('Bitbucket Cloud', 'Bitbucket Cloud'),
  category: 'development',
  color: '#2684ff',
  setup: setUp(
    say(
      'Invent a long secret, add it here as a connection for Bitbucket and choose it.',
      'Придумайте длинный секрет, добавьте его здесь как подключение Bitbucket и выберите.',
    ),
    say(
      'In the repository open Repository settings, Webhooks, Add webhook; paste the address and the secret, choose the triggers and save.',
      'В репозитории откройте Repository settings → Webhooks → Add webhook, вставьте адрес и секрет, выберите события и сохраните.',
    ),
  ),
  notes: [
    say(
      'Bitbucket does not send payloads over 256 KB, and says so nowhere.',
      'Данные больше 256 КБ Bitbucket не отправляет и об этом не сообщает.',
    ),
  ],
  connection: 'required',
  connectionFields: secretFields(
    say('Webhook secret', 'Секрет вебхука'),
    say('The same as in the webhook’s settings.', 'Такой же, как в настройках вебхука.'),
  ),
  verify: [prove.signature({ header: 'X-Hub-Signature', prefix: 'sha256=' })],
  events: eventsOf(from.header('X-Event-Key'), {
    'repo:push': ['Pushes', 'Отправка кода'],
    'pullrequest:created': ['Pull request created', 'Создан запрос на слияние'],
    'pullrequest:updated': ['Pull request updated', 'Изменён запрос на слияние'],
    'pullrequest:fulfilled': ['Pull request merged', 'Запрос на слияние принят'],
    'issue:created': ['Issue created', 'Создана задача'],
    'issue:updated': ['Issue updated', 'Изменена задача'],
  }),
  dedupe: [[from.header('X-Request-UUID')]],
  // Bitbucket signs the body alone. A push names no moment: the same branch may go back and forth.
  dedupeMoments: ['pullrequest.updated_on', 'issue.updated_on', 'comment.updated_on'],
  labels: labelsOf({
    'repository.full_name': ['Repository', 'Репозиторий'],
    'actor.display_name': ['Author', 'Автор'],
    'push.changes': ['Changes', 'Изменения'],
  }),
  sample: {
    repository: { full_name: 'demo/site', uuid: '{00000000-0000-0000-0000-000000000001}' },
    actor: { display_name: 'Anna' },
    push: {
      changes: [
        {
          new: { type: 'branch', name: 'main', target: { hash: 'abc0001', message: 'fix' } },
          old: null,
          created: true,
        },
      ],
    },
  },
  wire: {
    headers: {
      'X-Event-Key': 'repo:push',
      'X-Request-UUID': '2d8f0b5e-3a40-4a83-9a55-5d4e0a5a4d51',
      'X-Attempt-Number': '1',
    },
  },
});
