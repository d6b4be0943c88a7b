export const dateUnits = [
  'seconds',
  'minutes',
  'hours',
  'days',
  'weeks',
  'months',
  'years',
] as const;

export type DateUnit = (typeof dateUnits)[number];

export function isDateUnit(text: string): text is DateUnit {
  return dateUnits.some((unit) => unit === text);
}
