import type { JsonObject, JsonValue } from '@hookline/contract';
import { emptyDraft } from '../json-shape.js';

const marks = ['source', 'medium', 'campaign', 'content', 'term'] as const;
const maxCookies = 500;

/**
 * The advertising marks in a sender's cookies (`a=b; c=d`): those inside `TILDAUTM`, whose value lists
 * them as `utm_source=x|||utm_medium=y`, then plain `utm_*` cookies for what is still missing.
 * @returns `null` when there is none.
 */
export function readCookies(value: JsonValue): JsonObject | null {
  if (typeof value !== 'string') return null;
  const cookies = splitMarks(value, ';', maxCookies);
  const tilda = cookies.get('TILDAUTM');
  const inside = tilda === undefined ? null : splitMarks(tilda, '|||', maxCookies);
  const found = emptyDraft();
  for (const mark of marks) {
    const text = inside?.get(`utm_${mark}`) ?? cookies.get(`utm_${mark}`);
    if (text !== undefined && text !== '') found[mark] = text;
  }
  return Object.keys(found).length > 0 ? found : null;
}

function splitMarks(text: string, separator: string, max: number): Map<string, string> {
  const found = new Map<string, string>();
  for (const part of text.split(separator, max)) {
    const equals = part.indexOf('=');
    if (equals > 0) found.set(part.slice(0, equals).trim(), decodeLoosely(part.slice(equals + 1)));
  }
  return found;
}

function decodeLoosely(text: string): string {
  const trimmed = text.trim();
  try {
    return decodeURIComponent(trimmed.replaceAll('+', ' '));
  } catch {
    return trimmed;
  }
}
