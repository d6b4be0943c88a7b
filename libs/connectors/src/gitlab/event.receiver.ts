import {
  byHand,
  describeFields,
  eventsOf,
  field,
  from,
  labelsOf,
  prove,
  receiver,
  say,
  setUp,
  signedTime,
} from '@hookline/connector-kit';
import { gitlabAccess, gitlabPlace } from './event.registration.js';

const secrets = {
  token: field.secret({
    label: say('Secret token', 'Секретный токен'),
    help: say(
      'The same as in the webhook’s settings at GitLab.',
      'Такой же, как в настройках вебхука в GitLab.',
    ),
  }),
  signingToken: field.secret({
    label: say('Signing token', 'Токен подписи'),
    help: say(
      'Of newer versions: it begins with whsec_. Fill in one of the two.',
      'В новых версиях: начинается с whsec_. Заполните один из двух.',
    ),
  }),
};

/** Wire facts: GitLab's webhooks; newer versions sign after the Standard Webhooks. */
export const gitlabEvent = receiver({
  app: 'gitlab',
  event: 'event',
  label: say('Something happens in a project', 'Событие в проекте'),
  appLabel: say('GitLab', 'GitLab'),
  category: 'development',
  color: '#fc6d26',
  setup: setUp(
    say(
      'Add a connection for GitLab here, with a token that you invent, and choose it.',
      'Добавьте здесь подключение GitLab с придуманным токеном и выберите его.',
    ),
    say(
      'In the project open Settings, Webhooks, paste the address and the same token, choose the events and save.',
      'В проекте откройте Settings → Webhooks, вставьте адрес и тот же токен, выберите события и сохраните.',
    ),
  ),
  connection: 'required',
  settings: describeFields({ ...gitlabPlace, ...byHand }),
  connectionFields: describeFields({ ...secrets, ...gitlabAccess }),
  verify: [
    prove.signature({
      header: 'webhook-signature',
      algorithm: 'hmac-sha256',
      encoding: 'base64',
      layout: 'list',
      prefix: 'v1',
      signed: ['{id}.{ts}.{body}'],
      secretField: 'signingToken',
      secretForm: 'base64',
      timestamp: signedTime('webhook-timestamp'),
      idHeader: 'webhook-id',
    }),
    prove.token([from.header('X-Gitlab-Token')], 'token'),
  ],
  events: eventsOf(from.header('X-Gitlab-Event'), {
    'Issue Hook': ['Issues', 'Задачи'],
    'Note Hook': ['Comments', 'Комментарии'],
    'Merge Request Hook': ['Merge requests', 'Запросы на слияние'],
    'Push Hook': ['Pushes', 'Отправка кода'],
    'Pipeline Hook': ['Pipelines', 'Конвейеры'],
    'Release Hook': ['Releases', 'Релизы'],
  }),
  dedupe: [
    // Signed, where a signing token is used.
    [from.header('webhook-id')],
    [from.header('Idempotency-Key')],
    // What one webhook has set off shares it with the other.
    [from.header('X-Gitlab-Event-UUID'), from.bytes()],
  ],
  dedupeMoments: ['object_attributes.updated_at'],
  labels: labelsOf({
    object_kind: ['Event', 'Событие'],
    'object_attributes.title': ['Title', 'Заголовок'],
    'object_attributes.state': ['State', 'Состояние'],
    'project.path_with_namespace': ['Project', 'Проект'],
    'user.name': ['Who', 'Кто'],
  }),
  sample: {
    object_kind: 'issue',
    event_type: 'issue',
    user: { id: 1, name: 'Anna', username: 'anna_test' },
    project: {
      id: 5,
      name: 'Site',
      path_with_namespace: 'demo/site',
      web_url: 'https://gitlab.example.test/demo/site',
    },
    object_attributes: {
      id: 301,
      iid: 23,
      title: 'Ошибка',
      state: 'opened',
      action: 'open',
      created_at: '2026-03-02 09:15:40 UTC',
    },
  },
  wire: {
    headers: {
      'X-Gitlab-Event': 'Issue Hook',
      'X-Gitlab-Event-UUID': '13792a34-cac6-4fda-95a8-c58e00a3954e',
      'Idempotency-Key': 'f5e5f430-f57b-4e6e-9fac-d9128cd7232f',
    },
  },
});
