import { decodePart } from '../body/parse-form.js';

/** An address may stand in another one, and that in a third. */
const mostRounds = 3;

/**
 * All that a text of an address may stand for: its percent-encoding undone, and undone again; a plus is a plus in one
 * reading and a space in the other.
 * @param text holds one byte in each character, as it came off the wire.
 */
export function undoEncoding(text: string): ReadonlySet<string> {
  const found = new Set([text]);
  let last: readonly string[] = [text];
  for (let round = 0; round < mostRounds && last.length > 0; round += 1) {
    const fresh = new Set(last.flatMap(bothWays).filter((each) => !found.has(each)));
    for (const each of fresh) found.add(each);
    last = [...fresh].map(asBytes);
  }
  return found;
}

const bothWays = (text: string): readonly string[] =>
  text.includes('+') ? [decode(text), decode(text.replaceAll('+', '%2B'))] : [decode(text)];

const decode = (text: string): string => decodePart(text, null).text;

/** A text as its bytes of UTF-8, one in each character. */
export const asBytes = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
