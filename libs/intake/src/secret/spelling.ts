/**
 * Whatever spells a text: each of its signs as it is, percent-encoded or escaped as JSON and XML escape, in any mix,
 * also where an address stands in an address and JSON in JSON. To be looked for in texts that hold one byte of UTF-8
 * in each character; it takes a time that grows with the text alone.
 */
export function spellingOf(value: string): RegExp {
  const signs = [...value.slice(0, tellingLength)].map(waysOf);
  return new RegExp(signs.join(''), 's');
}

/** No text has so much of a secret in it by chance. */
const tellingLength = 128;

const backslashes = String.raw`\\{1,8}`;
const percent = `(?:%|${backslashes}u0025)(?:25){0,4}`;

function waysOf(sign: string): string {
  const bytes = [...Buffer.from(sign, 'utf8')];
  const units = sign.split('');
  const point = sign.codePointAt(0) ?? 0;
  const ways = [
    bytes.map((byte) => `(?:${asIs(byte)}|${percent}${anyCase(hex(byte, 2))})`).join(''),
    units.map((unit) => `${backslashes}u${anyCase(hex(unit.charCodeAt(0), 4))}`).join(''),
    `&#0{0,4}${String(point)};`,
    `&#x0{0,4}${anyCase(hex(point, 1))};`,
  ];
  if (sign === ' ') ways.push(String.raw`\+`, `${percent}2[bB]`);
  if ('"\\/'.includes(sign)) ways.push(`${backslashes}${asIs(point)}`);
  return `(?:${ways.join('|')})`;
}

const hex = (number: number, length: number): string => number.toString(16).padStart(length, '0');

const asIs = (byte: number): string => String.raw`\x${hex(byte, 2)}`;

const anyCase = (digits: string): string =>
  digits.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
