import type { JsonObject, JsonValue } from '@hookline/contract';
import type { IntakeLimits } from '../intake-limits.js';
import { emptyDraft } from '../json-shape.js';
import { readQuery } from '../request/read-query.js';

/** The advertising marks of a page's address (`?utm_source=x`) as `{ source: 'x' }`; `null` without any. */
export function readUtm(value: JsonValue, limits: IntakeLimits): JsonObject | null {
  if (typeof value !== 'string') return null;
  const query = /\?([^#]*)/.exec(value)?.[1] ?? '';
  const found = emptyDraft();
  for (const [name, text] of Object.entries(readQuery(query, limits))) {
    if (name.startsWith('utm_') && typeof text === 'string' && text !== '')
      found[name.slice(4)] = text;
  }
  return Object.keys(found).length > 0 ? found : null;
}
