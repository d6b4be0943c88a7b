import type { SignatureScheme } from '@hookline/contract';
import { Refusal } from '../refusal.js';

/** More signatures than a sender in the middle of a change of keys has; the rest is not tried. */
const maxCandidates = 5;
const maxLength = 4_096;

/** The signatures that a header holds, undecoded. */
export function readCandidates(
  text: string,
  { layout, prefix }: Pick<SignatureScheme, 'layout' | 'prefix'>,
): readonly string[] | Refusal {
  if (text.length > maxLength) return new Refusal(401, 'signature_too_long');
  if (layout === 'plain') {
    if (!text.startsWith(prefix)) return new Refusal(401, 'signature_beginning', { prefix });
    return [text.slice(prefix.length)];
  }
  const found =
    layout === 'pairs'
      ? readPairs(text).flatMap(([name, value]) => (name === prefix ? [value] : []))
      : text
          .split(' ')
          .flatMap((each) =>
            each.startsWith(`${prefix},`) ? [each.slice(prefix.length + 1)] : [],
          );
  if (found.length === 0) return new Refusal(401, 'signature_absent', { prefix });
  return found.slice(0, maxCandidates);
}

/** `t=1,v1=ab` as pairs, in order. */
export function readPairs(text: string): readonly (readonly [string, string])[] {
  return text.split(',').map((pair) => {
    const equals = pair.indexOf('=');
    return equals < 0
      ? [pair.trim(), '']
      : [pair.slice(0, equals).trim(), pair.slice(equals + 1).trim()];
  });
}

/** The bytes of a written signature, or why it is none of `length` bytes. */
export function decodeSignature(
  text: string,
  encoding: SignatureScheme['encoding'],
  length: number | null,
): Buffer | Refusal {
  if (text === '') return new Refusal(401, 'signature_empty');
  const form = encoding === 'hex' ? /^[0-9a-f]+$/i : /^[A-Za-z0-9+/]*={0,2}$/;
  if (!form.test(text)) return new Refusal(401, 'signature_encoding', { encoding });
  const bytes = Buffer.from(text, encoding);
  const isWhole = encoding === 'hex' ? text.length % 2 === 0 : bytes.toString('base64') === text;
  if (length !== null && bytes.length < length) {
    return new Refusal(401, 'signature_short', { bytes: bytes.length, length });
  }
  if (!isWhole || (length !== null && bytes.length > length)) {
    return length === null
      ? new Refusal(401, 'signature_size', { encoding })
      : new Refusal(401, 'signature_length', { length, encoding });
  }
  return bytes;
}
