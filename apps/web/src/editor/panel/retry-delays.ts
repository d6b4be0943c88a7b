const longestSecs = 604_800;
const mostTries = 20;

/** What a person may write behind a number, in either language; none means seconds. */
const secsOf: ReadonlyMap<string, number> = new Map([
  ...['', 's', 'sec', 'с', 'сек'].map((unit) => [unit, 1] as const),
  ...['m', 'min', 'м', 'мин'].map((unit) => [unit, 60] as const),
  ...['h', 'ч'].map((unit) => [unit, 3_600] as const),
  ...['d', 'д'].map((unit) => [unit, 86_400] as const),
]);

/** `0, 90, 10m, 1h` as seconds; nothing when one of them is no delay. */
export function readDelays(text: string): number[] | null {
  const parts = text.split(/[,;\s]+/).filter(Boolean);
  const delays = parts.map(readDelay);
  const isFine = delays.every((one) => Number.isInteger(one) && one >= 0 && one <= longestSecs);
  return isFine && delays.length >= 1 && delays.length <= mostTries ? delays : null;
}

function readDelay(text: string): number {
  const [, digits = '', unit = ''] = /^(\d+)(\p{L}*)$/u.exec(text) ?? [];
  return digits === '' ? NaN : Number(digits) * (secsOf.get(unit.toLowerCase()) ?? NaN);
}

export const writeDelays = (delays: readonly number[]): string =>
  delays.map((secs) => writeDelay(secs, largestUnit(secs))).join(', ');

const writeDelay = (secs: number, { letter, size }: Unit): string => `${secs / size}${letter}`;

type Unit = { readonly letter: string; readonly name: string; readonly size: number };

const units: readonly Unit[] = [
  { letter: 'd', name: 'day', size: 86_400 },
  { letter: 'h', name: 'hour', size: 3_600 },
  { letter: 'm', name: 'minute', size: 60 },
];
const second: Unit = { letter: '', name: 'second', size: 1 };

const largestUnit = (secs: number): Unit =>
  units.find(({ size }) => secs > 0 && secs % size === 0) ?? second;

/** `1 minute, 10 minutes`, in the language of the page. */
export function delaysInWords(delays: readonly number[], language: string): string {
  return delays
    .map((secs) => {
      const { name, size } = largestUnit(secs);
      const unit = { style: 'unit', unit: name, unitDisplay: 'long' } as const;
      return new Intl.NumberFormat(language, unit).format(secs / size);
    })
    .join(', ');
}
