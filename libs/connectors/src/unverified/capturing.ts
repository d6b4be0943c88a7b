import {
  addressSecretFields,
  labelsOf,
  prove,
  receiver,
  say,
  setUp,
  type ReceiverDefinition,
  type Words,
} from '@hookline/connector-kit';

type Told = Pick<
  ReceiverDefinition,
  'app' | 'event' | 'label' | 'appLabel' | 'category' | 'color'
> & {
  notes?: readonly Words[];
  labels?: Parameters<typeof labelsOf>[0];
};

/**
 * A sender whose wire nobody has described where we could read it: whatever it sends is taken as it is, and
 * nothing is guessed. Its fields are those of the first real request.
 */
export function capturing({ notes = [], labels, ...told }: Told): ReturnType<typeof receiver> {
  return receiver({
    ...told,
    setup: setUp(
      say(
        'Find in the other system where it sends leads or events on: webhook, callback, HTTP request or API. Paste the address there.',
        'Найдите в другой системе, куда она умеет передавать заявки или события: вебхук, webhook, callback, HTTP-запрос или API. Вставьте адрес туда.',
      ),
      say(
        'Send one real lead: its fields appear here as they are, and can be chosen in every step.',
        'Отправьте одну настоящую заявку: её поля появятся здесь как есть, и их можно будет выбирать в шагах.',
      ),
    ),
    evidence: 'unverified',
    notes: [
      say(
        'Connected through the general webhook. Not verified: the format and names of the fields, signatures, test requests, repeats. Nothing of it is guessed: any format is taken, and every request is one event.',
        'Подключается через общий вебхук. Не проверено: формат и имена полей, подписи, проверочные запросы, повторы. Мы ничего не угадываем: принимается любой формат, каждый запрос — одно событие.',
      ),
      say(
        'The fields of the sample are placeholders until your first request. If the system repeats requests, its id can be named in the settings of the source.',
        'Поля примера условные, пока не придёт первый запрос. Если система повторяет запросы, укажите поле с номером в настройках источника.',
      ),
      ...notes,
    ],
    methods: ['POST', 'GET', 'PUT'],
    greetings: [{ methods: ['HEAD'], when: [], isOpen: true, reply: null }],
    connectionFields: addressSecretFields(),
    verify: [prove.secretInAddress()],
    settings: [
      {
        key: 'dedupePath',
        kind: 'text',
        label: say('Where the event’s id stands', 'Где стоит номер события'),
        help: say(
          'A field such as order.id, or header:X-Id, or query:id. Empty: nothing is a duplicate.',
          'Поле, например order.id, или header:X-Id, или query:id. Пусто: дублей не бывает.',
        ),
        required: false,
        placeholder: 'order.id',
        mappable: false,
      },
    ],
    reply: { status: 200, contentType: 'text/plain; charset=utf-8', body: 'ok' },
    labels: labelsOf(
      labels ?? { name: ['Name', 'Имя'], phone: ['Phone', 'Телефон'], email: ['E-mail', 'E-mail'] },
    ),
    sample: { name: 'Анна', phone: '+79000000001', email: 'anna@example.test' },
  });
}
