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
import { githubAccess, githubPlace } from './event.registration.js';

/** Wire facts: GitHub's pages on webhooks; failed deliveries are not repeated by GitHub itself. */
export const githubEvent = receiver({
  app: 'github',
  event: 'event',
  label: say('Something happens in a repository', 'Событие в репозитории'),
  appLabel: say('GitHub', 'GitHub'),
  category: 'development',
  color: '#24292f',
  setup: setUp(
    say(
      'Invent a long secret, add it here as a connection for GitHub and choose it.',
      'Придумайте длинный секрет, добавьте его здесь как подключение GitHub и выберите.',
    ),
    say(
      'In the repository open Settings, Webhooks, Add webhook. Paste the address, choose the content type (application/json is the usual one), and enter the same secret.',
      'В репозитории откройте Settings → Webhooks → Add webhook. Вставьте адрес, выберите Content type (обычно application/json) и введите тот же секрет.',
    ),
    say(
      'Choose the events and save. GitHub sends a ping at once, and it is shown as connected.',
      'Выберите события и сохраните. GitHub сразу пришлёт ping, и источник станет «подключён».',
    ),
  ),
  notes: [
    say(
      'With the content type application/x-www-form-urlencoded GitHub sends the same JSON in a field payload; it is read as if it had come alone.',
      'С Content type application/x-www-form-urlencoded GitHub присылает тот же JSON в поле payload; он читается так, будто пришёл сам.',
    ),
  ],
  greetings: [
    {
      methods: ['POST'],
      when: [{ at: from.header('X-GitHub-Event'), equals: 'ping' }],
      isOpen: false,
      reply: null,
    },
  ],
  connection: 'required',
  settings: describeFields({ ...githubPlace, ...byHand }),
  connectionFields: [
    ...secretFields(
      say('Webhook secret', 'Секрет вебхука'),
      say(
        'The same as in the webhook’s settings at GitHub.',
        'Такой же, как в настройках вебхука на GitHub.',
      ),
      { isRequired: false },
    ),
    ...describeFields(githubAccess),
  ],
  verify: [prove.signature({ header: 'X-Hub-Signature-256', prefix: 'sha256=' })],
  events: eventsOf(from.header('X-GitHub-Event'), {
    issues: ['Issues', 'Задачи'],
    issue_comment: ['Comments', 'Комментарии'],
    pull_request: ['Pull requests', 'Запросы на слияние'],
    push: ['Pushes', 'Отправка кода'],
    release: ['Releases', 'Релизы'],
    workflow_run: ['Workflow runs', 'Запуски процессов'],
  }),
  dedupe: [[from.header('X-GitHub-Delivery')]],
  readings: [{ field: 'payload', as: 'json', into: '' }],
  // GitHub signs the body alone. Of other kinds, such as repository_dispatch, honest bodies may be equal.
  dedupeMoments: [
    'issue.updated_at',
    'comment.updated_at',
    'pull_request.updated_at',
    'release.updated_at',
    'workflow_run.updated_at',
    'head_commit.timestamp',
  ],
  labels: labelsOf({
    action: ['Action', 'Действие'],
    'repository.full_name': ['Repository', 'Репозиторий'],
    'issue.title': ['Title', 'Заголовок'],
    'issue.html_url': ['Link', 'Ссылка'],
    'sender.login': ['Author', 'Автор'],
  }),
  sample: {
    action: 'opened',
    issue: {
      number: 12,
      title: 'Ошибка в форме',
      state: 'open',
      html_url: 'https://github.com/demo/site/issues/12',
      updated_at: '2026-03-02T09:15:40Z',
      user: { login: 'anna-test' },
      body: 'Не отправляется',
    },
    repository: { id: 1, full_name: 'demo/site' },
    sender: { login: 'anna-test' },
  },
  wire: {
    headers: {
      'X-GitHub-Event': 'issues',
      'X-GitHub-Delivery': '72d3162e-cc78-11e3-81ab-4c9367dc0958',
    },
  },
});
