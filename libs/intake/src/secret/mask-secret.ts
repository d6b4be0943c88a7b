import type { JsonValue } from '@hookline/contract';
import { decodePart } from '../body/parse-form.js';
import { mapLeaves } from '../json-shape.js';
import { rememberFor } from '../remember.js';
import type { HiddenText } from './secrets.js';
import { spellingOf } from './spelling.js';
import { asBytes, undoEncoding } from './undo-encoding.js';

const mask = '***';
/** A shorter value may stand in a body by chance, so only its own field is masked. */
const telltaleLength = 8;

/**
 * A body with the secret's value overwritten by `*`, so that the length stays the same; the very text when it is not
 * in it.
 * @param body holds one byte in each character, as it came off the wire.
 */
export function maskBody(body: string, secret: HiddenText): string {
  return maskWritings(maskPairs(body, secret, stars), bytesOf(secret).writings, stars);
}

/** What stands for a text where the length is to stay. */
export const stars = (text: string): string => '*'.repeat(text.length);

const writingsOf = rememberFor(({ value }: HiddenText): readonly string[] =>
  value.length < telltaleLength ? [] : [...waysToWrite(value)],
);

/**
 * Whether a text says the secret, as it is or written otherwise.
 * @param text holds one byte in each character, as it came off the wire.
 */
export function spells(text: string, secret: HiddenText): boolean {
  if (secret.value.length < telltaleLength) return false;
  if (text.includes(bytesOf(secret).wanted)) return true;
  if (!mayBeWrittenAnew(text, secret) && !mayBeEscaped(text, secret)) return false;
  return spellingFor(secret).test(text);
}

const spellingFor = rememberFor(({ value }: HiddenText) => spellingOf(value));

const bytesOf = rememberFor((secret: HiddenText) => {
  const { name, value } = secret;
  const wanted = asBytes(value);
  return {
    wanted,
    writings: writingsOf(secret).map(asBytes),
    longestWriting: wanted.length * 3,
    isPlain: plain.test(value),
    hasPlainName: plain.test(name),
  };
});

/** Letters, digits and signs that no encoding of addresses and forms needs to write otherwise. */
const plain = /^[\w.~-]+$/;
/** Such a sign that is written otherwise all the same, or was and is encoded once more. */
const needless = /%(?:2[5de]|3\d|4[1-9a-f]|5[\daf]|6[1-9a-f]|7[\dae])/i;

/**
 * Whether undoing the encoding of a text could bring forth a secret that does not stand in it as it is. Nearly no
 * sender encodes what need not be encoded, and looking costs much less than decoding everything.
 */
const mayBeWrittenAnew = (text: string, secret: HiddenText): boolean =>
  bytesOf(secret).isPlain ? needless.test(text) : encoded.test(text);

const encoded = /[%+\x80-\xff]/;

/** The same for the escapes of JSON and XML: those of a plain secret nobody needs. */
const mayBeEscaped = (text: string, secret: HiddenText): boolean =>
  bytesOf(secret).isPlain ? needlessEscape.test(text) : escape.test(text);

const needlessEscape = /\\u00[2-7]|&#/i;
const escape = /\\|&#/;

/** Masks the secret in a query: by its name, and wherever its value stands, however it is encoded there. */
export function maskQuery(query: string, secret: HiddenText): string {
  const masked = maskText(
    maskPairs(query, secret, () => mask),
    secret,
  );
  if (!holdsEncoded(masked, secret)) return masked;
  const pairs = masked.split('&').map((pair) => maskPair(pair, secret));
  return withoutTrace(pairs.join('&'), secret);
}

function maskPair(pair: string, secret: HiddenText): string {
  if (!holdsEncoded(pair, secret)) return pair;
  const [name = ''] = pair.split('=', 1);
  return name === pair || holdsEncoded(name, secret) ? mask : `${name}=${mask}`;
}

/** Masks the secret in the way to an address: each part that holds it, however it is encoded there. */
export function maskPath(path: string, secret: HiddenText): string {
  if (!path.includes(secret.value) && !encoded.test(path) && !path.includes('\\')) return path;
  const parts = path.split('/').map((part) => (isOrHolds(part, secret) ? mask : part));
  const masked = maskText(parts.join('/'), secret);
  return holdsEncoded(masked, secret) ? `/${mask}` : masked;
}

const isOrHolds = (part: string, secret: HiddenText): boolean =>
  part === secret.value ||
  (encoded.test(part) && (undoEncoding(part).has(secret.value) || holdsEncoded(part, secret)));

/** Masks the secret in a line of text that is about the request, if it is too long to stand there by chance. */
function maskText(text: string, secret: HiddenText): string {
  return maskWritings(text, writingsOf(secret), () => mask);
}

/** Makes ready what masks all of these secrets in lines of text. */
export function textMasker(secrets: readonly HiddenText[]): (text: string) => string {
  if (secrets.length === 0) return (text) => text;
  return (text) => secrets.reduce(maskEncoded, text);
}

const maskEncoded = (text: string, secret: HiddenText): string =>
  withoutTrace(maskText(text, secret), secret);

/** Of a text that spells the secret only once its encoding is undone nothing stays: where it stands is not known. */
const withoutTrace = (text: string, secret: HiddenText): string =>
  holdsEncoded(text, secret) ? mask : text;

function holdsEncoded(text: string, secret: HiddenText): boolean {
  const { value } = secret;
  if (value.length < telltaleLength || !mayBeWrittenAnew(text, secret)) return false;
  return [...undoEncoding(text)].some((each) => each.includes(value));
}

function maskWritings(
  text: string,
  writings: readonly string[],
  standIn: (written: string) => string,
): string {
  let masked = text;
  for (const written of writings) {
    if (masked.includes(written)) masked = masked.replaceAll(written, standIn(written));
  }
  return masked;
}

/** Masks the secret in what was parsed: its own field, and any text that holds its value. */
export function maskPayload(payload: JsonValue, secret: HiddenText): JsonValue {
  const { value } = secret;
  return mapLeaves(payload, (leaf) => {
    if (typeof leaf === 'number') return String(leaf) === value ? mask : leaf;
    return maskWords(leaf, secret);
  });
}

/**
 * Masks the secret in words of a sender that were parsed: a field's text, or the name of a file or of its field. Of
 * words that only spell it nothing stays: where it stands in them is not known.
 */
export function maskWords(words: string, secret: HiddenText): string {
  const { value } = secret;
  if (words.length < value.length) return words;
  if (words === value) return mask;
  if (value.length < telltaleLength) return words;
  const masked = words.replaceAll(value, mask);
  return mayHide.test(masked) && spells(asBytes(masked), secret) ? mask : masked;
}

const mayHide = /[%+\\]|&#/;

function maskPairs(text: string, secret: HiddenText, masked: (value: string) => string): string {
  let equals = text.indexOf('=');
  if (equals === -1) return text;
  const isSecret = pairReader(text, secret);
  let kept = '';
  let copied = 0;
  for (let start = 0; equals !== -1 && start <= text.length;) {
    const found = text.indexOf('&', start);
    const end = found === -1 ? text.length : found;
    if (equals < end) {
      const value = text.slice(equals + 1, end);
      if (isSecret(text.slice(start, equals), value)) {
        kept += text.slice(copied, equals + 1) + masked(value);
        copied = end;
      }
    }
    start = end + 1;
    if (equals < start) equals = text.indexOf('=', start);
  }
  return copied === 0 ? text : kept + text.slice(copied);
}

/** Tells whether a pair is the secret's, by its name or by what it says. */
function pairReader(text: string, secret: HiddenText): (name: string, value: string) => boolean {
  const { isPlain, hasPlainName, longestWriting } = bytesOf(secret);
  if (isPlain && hasPlainName && !needless.test(text)) {
    return (name, value) => name === secret.name || value === secret.value;
  }
  return (name, value) =>
    decodePart(name, null).text === secret.name ||
    // A byte takes three signs at most: what is longer spells something else.
    (value.length <= longestWriting && decodePart(value, null).text === secret.value);
}

function waysToWrite(value: string): ReadonlySet<string> {
  if (plain.test(value)) return new Set([value]);
  const json = JSON.stringify(value).slice(1, -1);
  const ascii = json.replace(
    /[\u0080-\uffff]/g,
    (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return new Set([
    value,
    json,
    json.replaceAll('/', '\\/'),
    ascii,
    ascii.replaceAll('/', '\\/'),
    encodeURIComponent(value.replace(/\p{Surrogate}/gu, '\ufffd')),
  ]);
}
