import type { Why, WhyValue } from '@hookline/contract';

const longest = 2_000;
const longestValue = 300;

/** Text that the database can store and a page can show. */
export function plain(text: string, most = longest): string {
  return text.replaceAll('\u0000', '').toWellFormed().slice(0, most);
}

/** The same of what lies behind an error. */
export function plainWhy({ code, values, quote }: Why): Why {
  return {
    code,
    ...(values && { values: Object.fromEntries(Object.entries(values).map(plainEntry)) }),
    ...(quote !== undefined && { quote: plain(quote) }),
  };
}

const plainEntry = ([name, value]: [string, WhyValue]): [string, WhyValue] => [
  name,
  typeof value === 'string' ? plain(value, longestValue) : value,
];
