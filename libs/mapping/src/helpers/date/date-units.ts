/** The units as they are offered: each word that means one, and what it says to people. */
export const dateUnitChoices = [
  ['seconds', 'seconds', 'секунды'],
  ['minutes', 'minutes', 'минуты'],
  ['hours', 'hours', 'часы'],
  ['days', 'days', 'дни'],
  ['weeks', 'weeks', 'недели'],
  ['months', 'months', 'месяцы'],
  ['years', 'years', 'годы'],
] as const;

export type DateUnit = (typeof dateUnitChoices)[number][0];

export const dateUnits: readonly DateUnit[] = dateUnitChoices.map(([unit]) => unit);

export function isDateUnit(text: string): text is DateUnit {
  return dateUnits.some((unit) => unit === text);
}
