/** The first letters that tell a month in English, Russian and Ukrainian, in any grammatical case. */
const months: readonly (readonly string[])[] = [
  ['jan', 'янв', 'січ'],
  ['feb', 'фев', 'лют'],
  ['mar', 'мар', 'бер'],
  ['apr', 'апр', 'кві'],
  ['may', 'май', 'мая', 'тра'],
  ['jun', 'июн', 'чер'],
  ['jul', 'июл', 'лип'],
  ['aug', 'авг', 'сер'],
  ['sep', 'сен', 'вер'],
  ['oct', 'окт', 'жов'],
  ['nov', 'ноя', 'лис'],
  ['dec', 'дек', 'гру'],
];

/** 1 to 12, or nothing when the word is no month. */
export function readMonth(word: string): number | undefined {
  const start = word.slice(0, 3).toLowerCase();
  const at = months.findIndex((starts) => starts.includes(start));
  return at < 0 ? undefined : at + 1;
}
