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
import { trelloAccess, trelloPlace } from './action.registration.js';

/** Wire facts: Trello's guide to webhooks; the address is part of the signed text. */
export const trelloAction = receiver({
  app: 'trello',
  event: 'action',
  label: say('Something happens on a board', 'Событие на доске'),
  appLabel: say('Trello', 'Trello'),
  category: 'work',
  color: '#0079bf',
  setup: setUp(
    say(
      'Add a connection for Trello here, with the secret of your Trello app (trello.com/power-ups/admin, API key), and choose it.',
      'Добавьте здесь подключение Trello с секретом вашего приложения (trello.com/power-ups/admin, API key) и выберите его.',
    ),
    say(
      'Create the webhook by Trello’s API: POST /1/webhooks with callbackURL (this address), idModel (the board), your key and token. Trello asks the address with HEAD and gets 200.',
      'Создайте вебхук через API Trello: POST /1/webhooks с callbackURL (этот адрес), idModel (доска), вашими key и token. Trello проверит адрес запросом HEAD и получит 200.',
    ),
  ),
  notes: [
    say(
      'The address is part of the signature: it must be registered exactly as it is shown here.',
      'Адрес входит в подпись: он должен быть зарегистрирован точно таким, как показан здесь.',
    ),
  ],
  greetings: [{ methods: ['HEAD'], when: [], isOpen: true, reply: null }],
  connection: 'required',
  settings: describeFields({ ...trelloPlace, ...byHand }),
  connectionFields: [
    ...secretFields(
      say('Secret of the app', 'Секрет приложения'),
      say(
        'The OAuth 1 secret, shown beside the API key.',
        'OAuth-секрет, показан рядом с API key.',
      ),
    ),
    ...describeFields(trelloAccess),
  ],
  verify: [
    prove.signature({
      header: 'X-Trello-Webhook',
      algorithm: 'hmac-sha1',
      encoding: 'base64',
      signed: ['{body}{url}'],
    }),
  ],
  events: eventsOf(from.body('action.type'), {
    createCard: ['Card created', 'Карточка создана'],
    updateCard: ['Card changed or moved', 'Карточка изменена или перемещена'],
    commentCard: ['Comment on a card', 'Комментарий к карточке'],
    addMemberToCard: ['Member added to a card', 'Участник добавлен к карточке'],
    deleteCard: ['Card deleted', 'Карточка удалена'],
  }),
  dedupe: [[from.body('action.id')]],
  labels: labelsOf({
    'action.type': ['Action', 'Действие'],
    'action.data.card.name': ['Card', 'Карточка'],
    'action.data.board.name': ['Board', 'Доска'],
    'action.data.listAfter.name': ['List', 'Колонка'],
    'action.memberCreator.fullName': ['Who', 'Кто'],
  }),
  sample: {
    action: {
      id: '65a000000000000000000001',
      type: 'updateCard',
      date: '2026-03-02T09:15:40.000Z',
      data: {
        card: { id: 'c1', name: 'Позвонить Анне', shortLink: 'AbCd' },
        listBefore: { name: 'Новые' },
        listAfter: { name: 'В работе' },
        board: { id: 'b1', name: 'Продажи' },
        old: { idList: 'l1' },
      },
      memberCreator: { id: 'm1', fullName: 'Анна Тест', username: 'annatest' },
    },
    model: { id: 'b1', name: 'Продажи' },
  },
});
