import type { JsonValue } from '@hookline/contract';

export type MatchTarget = {
  readonly key: string;
  readonly names: readonly string[];
  /** The kind of the field, where it has one: a mail wants what looks like a mail. */
  readonly kind?: string | undefined;
};
export type MatchSource = {
  readonly path: string;
  readonly names: readonly string[];
  readonly value?: JsonValue | undefined;
};

/** How sure a suggestion is: the names are the same, mean the same, are akin, or the value looks right. */
export const suggestionReasons = ['same', 'meaning', 'akin', 'shape'] as const;
export type SuggestionReason = (typeof suggestionReasons)[number];

export type Suggestion = {
  readonly key: string;
  readonly path: string;
  readonly reason: SuggestionReason;
};

/** Sure enough to be taken together; the others are looked at one by one. */
export const isSure = ({ reason }: Suggestion): boolean =>
  reason === 'same' || reason === 'meaning';

/** Names that mean one thing, in the languages of those who make forms. */
const meanings: readonly (readonly string[])[] = [
  ['name', 'fullname', 'yourname', 'username', 'clientname', 'contactname'].concat(
    ['имя', 'вашеимя', 'фио', 'имяклиента', 'клиент', 'какваззовут', 'каквамобращаться'],
    ['імя', 'вашеімя', 'піб', 'імяклієнта', 'клієнт', 'яквасзвати'],
  ),
  ['firstname', 'givenname', 'имябезфамилии'],
  ['lastname', 'surname', 'familyname', 'фамилия', 'прізвище'],
  ['phone', 'tel', 'telephone', 'mobile', 'phonenumber', 'yourphone', 'cell', 'whatsapp'].concat(
    ['телефон', 'номертелефона', 'тел', 'ваштелефон', 'мобильный', 'контактныйтелефон', 'моб'],
    ['номертелефону', 'мобільний', 'контактнийтелефон'],
  ),
  ['email', 'mail', 'emailaddress', 'youremail'].concat(
    ['почта', 'электроннаяпочта', 'элпочта', 'емейл', 'имейл', 'адресэлектроннойпочты'],
    ['пошта', 'електроннапошта', 'елпошта'],
  ),
  ['message', 'comment', 'comments', 'text', 'question', 'note', 'notes', 'body'].concat(
    ['сообщение', 'комментарий', 'вопрос', 'текст', 'примечание', 'пожелания', 'заметка'],
    ['коментар', 'повідомлення', 'питання', 'примітка', 'побажання'],
  ),
  ['company', 'organization', 'organisation', 'компания', 'организация', 'компанія', 'організація'],
  ['position', 'jobtitle', 'должность', 'посада'],
  ['city', 'town', 'город', 'місто'],
  ['country', 'страна', 'країна'],
  ['zip', 'postcode', 'postalcode', 'индекс', 'почтовыйиндекс', 'індекс', 'поштовийіндекс'],
  ['address', 'адрес', 'адреса', 'адресдоставки', 'deliveryaddress', 'адресадоставки'],
  ['sum', 'amount', 'total', 'price', 'ordertotal', 'сумма', 'цена', 'стоимость', 'итого'].concat([
    'сума',
    'ціна',
    'вартість',
    'разом',
  ]),
  ['quantity', 'qty', 'count', 'количество', 'колво', 'кількість', 'кть'],
  ['product', 'item', 'goods', 'service', 'товар', 'продукт', 'услуга', 'послуга'],
  ['date', 'day', 'дата', 'день'],
  ['time', 'время', 'час'],
  ['source', 'источник', 'джерело', 'откудаузнали'],
  ['page', 'referer', 'referrer', 'url', 'pageurl', 'страница', 'сторінка', 'адресстраницы'],
  ['promocode', 'coupon', 'discountcode', 'промокод', 'купон'],
];

/** Long enough to say something when it is a part of a longer name: `contact_phone_1`. */
const shortestPart = 5;

/**
 * Offers an incoming field for each target that one seems to be meant for; the surest first, each incoming
 * field once. It only offers: what is taken is decided by a person.
 */
export function suggestMapping(
  targets: readonly MatchTarget[],
  sources: readonly MatchSource[],
): readonly Suggestion[] {
  const used = new Set<string>();
  const found = new Map<string, Suggestion>();
  for (const reason of suggestionReasons) {
    for (const target of targets) {
      if (found.has(target.key)) continue;
      const source = sources.find((one) => !used.has(one.path) && fits[reason](target, one));
      if (!source) continue;
      used.add(source.path);
      found.set(target.key, { key: target.key, path: source.path, reason });
    }
  }
  return targets.flatMap(({ key }) => found.get(key) ?? []);
}

type Fits = (target: MatchTarget, source: MatchSource) => boolean;

const fits: Record<SuggestionReason, Fits> = {
  same: (target, source) => {
    const names = target.names.map(plain);
    return source.names.some((name) => names.includes(plain(name)));
  },
  meaning: (target, source) => {
    const wanted = target.names.flatMap((name) => meaningOf(plain(name)) ?? []);
    return source.names.some((name) => wanted.includes(meaningOf(plain(name)) ?? -1));
  },
  akin: (target, source) => {
    const wanted = target.names.flatMap((name) => akinOf(plain(name)));
    return source.names.some((name) => akinOf(plain(name)).some((one) => wanted.includes(one)));
  },
  shape: ({ kind }, { value }) => typeof value === 'string' && looksLike(value, kind),
};

const plain = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/\d+$/, '');

function meaningOf(name: string): number | undefined {
  const at = meanings.findIndex((names) => names.includes(name));
  return at < 0 ? undefined : at;
}

/** The meanings that a longer name has in it. */
function akinOf(name: string): readonly number[] {
  return meanings.flatMap((names, at) =>
    names.some((one) => one.length >= shortestPart && name.includes(one)) ? [at] : [],
  );
}

function looksLike(value: string, kind: string | undefined): boolean {
  if (kind === 'email') return /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value.trim());
  if (kind === 'url') return /^https?:\/\/\S+$/.test(value.trim());
  const digits = value.replace(/\D/g, '');
  return kind === 'phone' && /^[+\d\s()-]{9,}$/.test(value) && digits.length >= 9;
}
