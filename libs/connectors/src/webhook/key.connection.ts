import { describeFields, field, say, type ReceiverDefinition } from '@hookline/connector-kit';

const by = (...ways: string[]) => ({ field: 'method', in: ways });
const text = { mappable: false } as const;

/** How any sender can prove itself: the owner says what it does. */
export const keyFields = describeFields({
  method: field.choice({
    label: say('How the sender proves itself', 'Чем отправитель подтверждает себя'),
    default: 'key',
    choices: [
      { value: 'key', label: say('A key of its own', 'Собственный ключ') },
      { value: 'signature', label: say('A signature (HMAC)', 'Подпись (HMAC)') },
      { value: 'basic', label: say('User and password (Basic)', 'Логин и пароль (Basic)') },
      { value: 'jwt', label: say('A token (JWT)', 'Токен (JWT)') },
    ],
    mappable: false,
  }),
  name: field.text({
    label: say('Name of the key', 'Имя ключа'),
    help: say(
      'Of the header, of the field in the address (?name=) or of the field in the body. The key may also be a part of the address after the flow’s own: …/key.',
      'Имя заголовка, поля в адресе (?имя=) или поля в теле запроса. Ключ может стоять и в самом адресе после адреса связки: …/ключ.',
    ),
    required: true,
    placeholder: 'X-Api-Key',
    visibleWhen: by('key'),
    ...text,
  }),
  value: field.secret({
    label: say('Key', 'Ключ'),
    help: say(
      'At least 16 characters. Requests without it are refused.',
      'Не короче 16 символов. Запросы без него отклоняются.',
    ),
    minLength: 16,
    required: true,
    visibleWhen: by('key'),
  }),
  secret: field.secret({
    label: say('Secret', 'Секрет'),
    help: say(
      'What the sender signs with, at least 16 characters; for a token of RS256 or ES256 the public key (PEM).',
      'Чем подписывает отправитель, не короче 16 символов; для токена RS256 или ES256 — открытый ключ (PEM).',
    ),
    minLength: 16,
    required: true,
    visibleWhen: by('signature', 'jwt'),
  }),
  algorithm: field.choice({
    label: say('Algorithm', 'Алгоритм'),
    default: 'hmac-sha256',
    choices: ['hmac-sha256', 'hmac-sha1', 'hmac-sha512'].map((value) => ({
      value,
      label: say(value.toUpperCase(), value.toUpperCase()),
    })),
    visibleWhen: by('signature'),
    ...text,
  }),
  encoding: field.choice({
    label: say('Written as', 'Запись'),
    default: 'hex',
    choices: [
      { value: 'hex', label: say('hex', 'hex') },
      { value: 'base64', label: say('base64', 'base64') },
    ],
    visibleWhen: by('signature'),
    ...text,
  }),
  signatureHeader: field.text({
    label: say('Header with the signature', 'Заголовок с подписью'),
    required: true,
    placeholder: 'X-Signature',
    visibleWhen: by('signature'),
    ...text,
  }),
  prefix: field.text({
    label: say('What stands before the signature', 'Что стоит перед подписью'),
    placeholder: 'sha256=',
    visibleWhen: by('signature'),
    ...text,
  }),
  signedText: field.text({
    label: say('What is signed', 'Что подписано'),
    help: say(
      'Made of {body}, {ts}, {id}, {url} and {method}; it must hold {body}. Empty: {body}.',
      'Из {body}, {ts}, {id}, {url} и {method}; {body} обязателен. Пусто: {body}.',
    ),
    placeholder: '{body}',
    visibleWhen: by('signature'),
    ...text,
  }),
  timestampHeader: field.text({
    label: say('Header with the time', 'Заголовок со временем'),
    help: say(
      'For {ts}. Older than 5 minutes is refused.',
      'Для {ts}. Старше 5 минут отклоняется.',
    ),
    placeholder: 'X-Timestamp',
    visibleWhen: by('signature'),
    ...text,
  }),
  timestampUnit: field.choice({
    label: say('The time is written in', 'Время записано в'),
    default: 'secs',
    choices: [
      { value: 'secs', label: say('seconds', 'секундах') },
      { value: 'ms', label: say('milliseconds', 'миллисекундах') },
      { value: 'iso', label: say('2026-03-02T09:15:40Z', '2026-03-02T09:15:40Z') },
    ],
    visibleWhen: by('signature'),
    ...text,
  }),
  idHeader: field.text({
    label: say('Header with the id', 'Заголовок с номером'),
    help: say('For {id}.', 'Для {id}.'),
    placeholder: 'X-Request-Id',
    visibleWhen: by('signature'),
    ...text,
  }),
  user: field.text({
    label: say('User', 'Логин'),
    required: true,
    visibleWhen: by('basic'),
    ...text,
  }),
  password: field.secret({
    label: say('Password', 'Пароль'),
    required: true,
    visibleWhen: by('basic'),
  }),
  jwtAlgorithm: field.choice({
    label: say('Algorithm of the token', 'Алгоритм токена'),
    default: 'HS256',
    choices: ['HS256', 'RS256', 'ES256'].map((value) => ({ value, label: say(value, value) })),
    visibleWhen: by('jwt'),
    ...text,
  }),
});

/** A connection of an earlier version says no method: it holds a key. */
const used = (...ways: string[]) => ({ usedWhen: { field: 'method', in: ways } });

export const keyVerify: NonNullable<ReceiverDefinition['verify']> = [
  {
    kind: 'named_token',
    nameField: 'name',
    valueField: 'value',
    locations: ['header', 'query', 'body', 'path'],
    ...used('key', ''),
  },
  { kind: 'described_signature', ...used('signature') },
  { kind: 'basic', userField: 'user', passwordField: 'password', ...used('basic') },
  { kind: 'jwt', algorithmField: 'jwtAlgorithm', secretField: 'secret', ...used('jwt') },
];
