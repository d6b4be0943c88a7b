export type MatchTarget = { readonly key: string; readonly label: string };
export type MatchSource = { readonly path: string; readonly names: readonly string[] };

/** Names that mean one thing, in the languages of those who make forms. */
const meanings: readonly (readonly string[])[] = [
  ['name', 'fullname', 'yourname', 'имя', 'вашеимя', 'фио', 'імя', 'вашеімя', 'піб'],
  ['firstname', 'имяклиента'],
  ['lastname', 'surname', 'фамилия', 'прізвище'],
  ['phone', 'tel', 'telephone', 'mobile', 'phonenumber', 'телефон', 'номертелефона', 'тел'],
  ['email', 'mail', 'emailaddress', 'почта', 'электроннаяпочта', 'элпочта', 'емейл', 'пошта'],
  ['message', 'comment', 'text', 'question', 'сообщение', 'комментарий', 'вопрос', 'коментар'],
  ['company', 'organization', 'компания', 'организация', 'компанія'],
  ['city', 'town', 'город', 'місто'],
  ['address', 'адрес', 'адреса'],
  ['sum', 'amount', 'total', 'price', 'сумма', 'цена', 'стоимость', 'сума'],
  ['source', 'источник', 'джерело'],
  ['page', 'referer', 'referrer', 'страница'],
];

/** Templates for targets whose name or meaning one incoming field shares; each source is used once. */
export function matchByName(
  targets: readonly MatchTarget[],
  sources: readonly MatchSource[],
): Readonly<Record<string, string>> {
  const used = new Set<string>();
  const found: Record<string, string> = {};
  const take = (target: MatchTarget, isSame: (source: MatchSource) => boolean) => {
    if (found[target.key] !== undefined) return;
    const source = sources.find((one) => !used.has(one.path) && isSame(one));
    if (!source) return;
    used.add(source.path);
    found[target.key] = `{{${source.path}}}`;
  };
  for (const target of targets) {
    const names = [plain(target.key), plain(target.label)];
    take(target, (source) => source.names.some((name) => names.includes(plain(name))));
  }
  for (const target of targets) {
    const meaning = meaningOf(target.label) ?? meaningOf(target.key);
    if (meaning === undefined) continue;
    take(target, (source) => source.names.some((name) => meaningOf(name) === meaning));
  }
  return found;
}

const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

function meaningOf(name: string): number | undefined {
  const at = meanings.findIndex((names) => names.includes(plain(name)));
  return at < 0 ? undefined : at;
}
