import type { IntakeLimits } from '../intake-limits.js';
import { Refusal } from '../refusal.js';

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;

/**
 * Counts depth, names and values of JSON text before it is parsed: a parser would build the whole tower, and
 * the next program to write it down would fall over it.
 */
export function scanJson(text: string, limits: IntakeLimits): Refusal | null {
  let depth = 0;
  let keys = 0;
  let values = 1;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) at = endOfString(text, at);
    else if (code === comma) values += 1;
    else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      values += 1;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
    else if (code === 0x3a) keys += 1;
    if (depth > limits.maxDepth) {
      return new Refusal(400, 'json_too_deep', { most: limits.maxDepth });
    }
    if (keys > limits.maxKeys) {
      return new Refusal(400, 'json_too_many_fields', { most: limits.maxKeys });
    }
    if (values > limits.maxValues) {
      return new Refusal(400, 'json_too_many_values', { most: limits.maxValues });
    }
  }
  return null;
}

/** Where the string that starts here ends, or the end of the text. */
export function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    if (!isEscaped(text, at)) return at;
  }
  return text.length;
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (text.charCodeAt(at - 1 - slashes) === backslash) slashes += 1;
  return slashes % 2 === 1;
}
