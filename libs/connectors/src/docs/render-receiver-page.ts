import type { FieldDescription, ReceiverPreset, Words } from '@hookline/connector-kit';
import { describeFields, receiverSettings, say } from '@hookline/connector-kit';
import { registrations } from '../registrations.js';
import { botFields } from '../telegram/bot-fields.js';

export type Language = 'en' | 'ru';

/** Sentences that are the same on every page. */
const text = {
  other: say('По-русски', 'In English'),
  setUp: say('Set it up', 'Как подключить'),
  newFlow: say(
    'In Hookline press **New flow** and choose **{app}**: {event}. Hookline must be reachable from the internet, with `https`.',
    'В Hookline нажмите **Новая связка** и выберите **{app}**: {event}. Hookline должен быть доступен из интернета по `https`.',
  ),
  automatic: say(
    'Or automatically: fill in {fields}, and publish. Hookline then tells the sender the address, makes up the secret where one is needed, looks every six hours whether it is still known there, and takes it away when the flow is deleted. What the sender does not let it take away is named on the page **Needs attention**.',
    'Или автоматически: заполните {fields} и опубликуйте связку. Hookline сам сообщит отправителю адрес, придумает секрет, где он нужен, каждые шесть часов проверит, что адрес там известен, и уберёт его при удалении связки. Если отправитель не даст его убрать, страница **Требует внимания** скажет, что удалить там вручную.',
  ),
  secret: say('The secret', 'Секрет'),
  required: say(
    'A connection is required: a flow without it cannot be published, and until it is chosen every request but the sender’s test is refused.',
    'Подключение обязательно: без него связку нельзя опубликовать, и пока оно не выбрано, отклоняются все запросы, кроме проверки отправителя.',
  ),
  optional: say(
    'A connection is optional. With one, requests that do not prove themselves are refused; without one, whoever knows the address can send.',
    'Подключение необязательно. С ним отклоняются запросы, которые себя не подтвердили; без него отправить может любой, кто знает адрес.',
  ),
  rotate: say(
    'When you change a secret, the one before is good for another 24 hours. To take a leaked one out of use at once, change it twice.',
    'Когда вы меняете секрет, прежний действует ещё 24 часа. Чтобы сразу отключить утёкший, измените секрет дважды.',
  ),
  field: say('field', 'поле'),
  what: say('what', 'что это'),
  settings: say('Settings of the source', 'Настройки источника'),
  events: say('Events', 'События'),
  usual: say('starts the flow unless you choose', 'запускает связку, если не выбрать другое'),
  yes: say('yes', 'да'),
  no: say('no', 'нет'),
  named: say(
    'In the settings of the source you can write which events start the flow, each as it stands in {place}. Without that all of them do.',
    'В настройках источника можно написать, какие события запускают связку: каждое так, как оно стоит в {place}. Без этого запускают все.',
  ),
  skipped: say(
    'An event that does not start the flow is kept in the inbox as discarded, with the reason.',
    'Событие, которое не запускает связку, сохраняется во входящих как отброшенное, с причиной.',
  ),
  shared: say(
    'Several flows can share one address, each with its own choice: in the settings of the others choose **Take events from the address of another flow** ([how](README.md#one-address-several-flows)).',
    'Один адрес могут делить несколько связок, каждая со своим выбором: в настройках остальных выберите **Брать события с адреса другой связки** ([как](README.ru.md#один-адрес-несколько-связок)).',
  ),
  arrives: say('What arrives', 'Что приходит'),
  sample: say('An example, as your steps see it:', 'Пример — так его видят шаги:'),
  split: say(
    'One request may carry several events. Each starts a run of its own, and is told apart from its repeats on its own.',
    'В одном запросе может быть несколько событий. Каждое запускает отдельное выполнение и отличается от повторов само по себе.',
  ),
  test: say('Test and duplicates', 'Проверка и дубли'),
  greeted: say(
    'The sender’s own test is answered, also for a draft. It is shown as a test and runs nothing.',
    'На проверку отправителя отвечаем сразу, даже для черновика. Она видна как проверка и ничего не запускает.',
  ),
  noGreeting: say(
    'This sender has no test of its own that we know of: the source is connected when the first request arrives.',
    'Своей проверки у этого отправителя, насколько известно, нет: источник подключён, когда пришёл первый запрос.',
  ),
  duplicates: say(
    'A repeat within 30 days is recognised, shown as a duplicate and does nothing a second time. What tells it: {ids}.',
    'Повтор в течение 30 дней распознаётся, виден как дубль и ничего не делает второй раз. По чему узнаём: {ids}.',
  ),
  window: say(
    'There is no id: an equal request within 10 minutes is taken for a repeat.',
    'Номера нет: такой же запрос в течение 10 минут считается повтором.',
  ),
  noDuplicates: say(
    'There is no id, so nothing is taken for a duplicate.',
    'Номера нет, поэтому ничто не считается дублем.',
  ),
  answer: say(
    'The sender gets {status} and `{body}`.',
    'Отправитель получает {status} и `{body}`.',
  ),
  emptyAnswer: say(
    'The sender gets {status} and an empty body.',
    'Отправитель получает {status} и пустое тело.',
  ),
  usualAnswer: say(
    'The sender gets 202 and the number of the event once it is stored, and not before.',
    'Отправитель получает 202 и номер события, когда оно сохранено, и не раньше.',
  ),
  known: say('Good to know', 'Полезно знать'),
  evidence: {
    verified: say('The format is verified.', 'Формат проверен.'),
    partial: say(
      'The format is verified in part: see below.',
      'Формат проверен частично: см. ниже.',
    ),
    unverified: say(
      '**Not verified.** This system works through the general webhook.',
      '**Не проверено.** Эта система работает через общий вебхук.',
    ),
  },
  nothing: say('Nothing arrives?', 'Ничего не приходит?'),
  reasons: say(
    'Open the inbox of the flow: a request that was refused is there as rejected, with the reason. “Is missing”: the sender sends no signature or key. “Is wrong”: the secrets differ, or the address was pasted differently. “Expired”: the request is old, or a clock is wrong. “Cut short”, “came more than once”: something on the way changes headers.',
    'Откройте входящие связки: отклонённый запрос там виден вместе с причиной. «Is missing»: отправитель не прислал подпись или ключ. «Is wrong»: секреты различаются или адрес вставлен иначе. «Expired»: запрос старый или часы идут неверно. «Cut short», «came more than once»: что-то по дороге меняет заголовки.',
  ),
} as const;

/** The help page of one app's sources, made of nothing but their presets. */
export function renderReceiverPage(presets: readonly ReceiverPreset[], language: Language): string {
  const tell = (words: Words): string => (language === 'ru' ? (words.ru ?? words.en) : words.en);
  const [first] = presets;
  if (!first) return '';
  const other = language === 'en' ? `${first.app}.ru.md` : `${first.app}.md`;
  const sections = presets.flatMap((preset) => renderSource(preset, tell, presets.length > 1));
  return [
    `# ${tell(first.appLabel)}`,
    ...(first.help ? [tell(first.help)] : []),
    `[${tell(text.other)}](${other})`,
    ...sections,
    `## ${tell(text.nothing)}`,
    tell(text.reasons),
    '',
  ].join('\n\n');
}

type Tell = (words: Words) => string;

function renderSource(preset: ReceiverPreset, tell: Tell, isOneOfMany: boolean): string[] {
  const depth = isOneOfMany ? '###' : '##';
  const settings = receiverSettings(preset).filter(({ key }) => key !== 'events');
  const begin = fill(tell(text.newFlow), { app: tell(preset.appLabel), event: tell(preset.label) });
  return [
    ...(isOneOfMany ? [`## ${tell(preset.label)}`] : []),
    tell(text.evidence[preset.evidence]),
    `${depth} ${tell(text.setUp)}`,
    [begin, ...preset.setup.map(tell)].map((line, at) => `${at + 1}. ${line}`).join('\n'),
    ...(preset.snippet ? [tell(preset.snippet.label), fence(preset.snippet.code)] : []),
    ...renderAutomatic(preset, tell),
    ...renderSecret(preset, tell, depth),
    ...(settings.length > 0 ? [`${depth} ${tell(text.settings)}`, fieldTable(settings, tell)] : []),
    ...renderEvents(preset, tell, depth),
    `${depth} ${tell(text.arrives)}`,
    ...(preset.split ? [tell(text.split)] : []),
    table(
      [tell(text.field), tell(text.what)],
      Object.entries(preset.labels).map(([path, words]) => [`\`${path}\``, tell(words)]),
    ),
    tell(text.sample),
    fence(JSON.stringify(preset.sample, null, 2), 'json'),
    `${depth} ${tell(text.test)}`,
    ...renderAnswers(preset, tell),
    ...(preset.notes.length > 0
      ? [`${depth} ${tell(text.known)}`, preset.notes.map((note) => `- ${tell(note)}`).join('\n')]
      : []),
  ];
}

function renderAutomatic(preset: ReceiverPreset, tell: Tell): string[] {
  const known = registrations.find(
    ({ app, event }) => app === preset.app && event === preset.event,
  );
  if (!known) return [];
  const described = [...preset.connectionFields, ...preset.settings, ...describeFields(botFields)];
  const fields = [...known.needs.connection, ...known.needs.settings].flatMap((key) => {
    const field = described.find((one) => one.key === key);
    return field ? [`**${tell(field.label)}**`] : [];
  });
  return [fill(tell(text.automatic), { fields: fields.join(', ') })];
}

function renderSecret(preset: ReceiverPreset, tell: Tell, depth: string): string[] {
  if (preset.connection === 'none') return [];
  return [
    `${depth} ${tell(text.secret)}`,
    tell(preset.connection === 'required' ? text.required : text.optional),
    fieldTable(preset.connectionFields, tell),
    tell(text.rotate),
  ];
}

function renderEvents({ events }: ReceiverPreset, tell: Tell, depth: string): string[] {
  if (events === null) return [];
  if (events.known.length === 0) {
    const { path } = events.at;
    const named = tell(text.named).replace('{place}', `\`${path}\``);
    return [`${depth} ${tell(text.events)}`, named, tell(text.skipped), tell(text.shared)];
  }
  return [
    `${depth} ${tell(text.events)}`,
    table(
      ['', tell(text.what), tell(text.usual)],
      events.known.map(({ value, label, isUsual }) => [
        `\`${value}\``,
        tell(label),
        tell(isUsual ? text.yes : text.no),
      ]),
    ),
    tell(text.skipped),
    tell(text.shared),
  ];
}

function renderAnswers(preset: ReceiverPreset, tell: Tell): string[] {
  const { reply, dedupe } = preset;
  const ids = (dedupe[0] ?? [])
    .map(({ from, path }) => `\`${path === '' ? from : path}\``)
    .join(', ');
  const repeats = dedupe.length === 0 ? text.noDuplicates : text.duplicates;
  const given = { status: String(reply?.status ?? 202), body: reply?.body ?? '' };
  const answer =
    reply === null ? text.usualAnswer : reply.body === '' ? text.emptyAnswer : text.answer;
  return [
    tell(preset.greetings.length > 0 ? text.greeted : text.noGreeting),
    preset.dedupeWindowSecs === null ? fill(tell(repeats), { ids }) : tell(text.window),
    fill(tell(answer), given),
  ];
}

function fieldTable(fields: readonly FieldDescription[], tell: Tell): string {
  return table(
    [tell(text.field), tell(text.what)],
    fields.map(({ label, help }) => [`**${tell(label)}**`, help ? tell(help) : '']),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escape).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const escape = (cell: string): string => cell.replaceAll('|', '\\|');
const fence = (code: string, language = ''): string =>
  `\`\`\`${language}\n${code.trimEnd()}\n\`\`\``;
const fill = (line: string, values: Readonly<Record<string, string>>): string =>
  line.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
