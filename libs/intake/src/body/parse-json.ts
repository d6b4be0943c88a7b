import type { JsonValue } from '@hookline/contract';
import secureJson from 'secure-json-parse';
import type { IntakeLimits } from '../intake-limits.js';
import { mapLeaves } from '../json-shape.js';
import { Refusal } from '../refusal.js';
import { cleanText } from './decode-text.js';
import { quoteLongIntegers } from './quote-long-integers.js';
import { scanJson } from './scan-json.js';

export type ParsedJson = {
  value: JsonValue;
  wasRepaired: boolean;
  /** `JSON.parse` would make something else of the same text. */
  isOwnReading: boolean;
};

/** Escapes of NUL and of halves of a surrogate pair. */
const badEscape = /\\u(?:0000|[dD][89a-fA-F])/;
const tooLarge = /\d(?:[eE]\+?\d{3}|\d{308})/;

/**
 * Parses JSON text of a stranger: bounded in depth and names, without `__proto__` or
 * `constructor.prototype`. A text that the database could not hold is repaired and said so. Integers that would
 * be rounded become texts of their digits.
 */
export function parseJson(text: string, limits: IntakeLimits): ParsedJson | Refusal {
  const refusal = scanJson(text, limits);
  if (refusal) return refusal;
  try {
    const rounded: JsonValue = secureJson.parse(text);
    // Only of what is JSON as it came: with quotes around its digits, more would be.
    const exact = quoteLongIntegers(text);
    const value: JsonValue = exact === null ? rounded : secureJson.parse(exact);
    const parsed = { value, wasRepaired: false, isOwnReading: exact !== null };
    return mayNeedRepair(text) ? repair(parsed) : parsed;
  } catch (error) {
    const isForbidden = error instanceof Error && error.message.includes('forbidden prototype');
    return new Refusal(400, isForbidden ? 'json_forbidden_name' : 'json_unreadable');
  }
}

/** Looked for in two ways, because nearly every text has none of either. */
const mayNeedRepair = (text: string): boolean =>
  (text.includes('\\u') && badEscape.test(text)) || tooLarge.test(text);

function repair(parsed: ParsedJson): ParsedJson {
  let wasRepaired = false;
  const repaired = mapLeaves(parsed.value, (leaf) => {
    if (typeof leaf === 'number') {
      if (Number.isFinite(leaf)) return leaf;
      wasRepaired = true;
      return null;
    }
    const clean = cleanText(leaf);
    if (clean !== leaf) wasRepaired = true;
    return clean;
  });
  return wasRepaired ? { value: repaired, wasRepaired, isOwnReading: true } : parsed;
}
