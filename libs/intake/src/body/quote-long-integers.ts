import { endOfString } from './scan-json.js';

const longDigits = /\d{16}/;
const number = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const integer = /^-?\d+$/;

/**
 * Writes integers that a number of this language would round (ids of social networks, of orders) as texts of
 * their exact digits. Anything else stays as it is; `null` when nothing had to change.
 */
export function quoteLongIntegers(text: string): string | null {
  if (!longDigits.test(text)) return null;
  const parts: string[] = [];
  let copied = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) at = endOfString(text, at);
    else if (code === 0x2d || (code >= 0x30 && code <= 0x39)) {
      const literal = literalAt(text, at);
      if (isRounded(literal)) {
        parts.push(text.slice(copied, at), `"${literal}"`);
        copied = at + literal.length;
      }
      at += Math.max(0, literal.length - 1);
    }
  }
  return parts.length === 0 ? null : parts.join('') + text.slice(copied);
}

function literalAt(text: string, at: number): string {
  number.lastIndex = at;
  return number.exec(text)?.[0] ?? '';
}

const isRounded = (literal: string): boolean =>
  literal.length > 15 && integer.test(literal) && String(Number(literal)) !== literal;
