import type { JsonObject } from '@hookline/contract';
import { parseForm } from '../body/parse-form.js';
import { emptyDraft } from '../json-shape.js';
import type { IntakeLimits } from '../intake-limits.js';
import { Refusal } from '../refusal.js';

/** The fields of a query, read like a form. A query beyond the limits has none: it stays as text. */
export function readQuery(query: string, limits: IntakeLimits): JsonObject {
  if (query === '') return emptyDraft();
  const parsed = parseForm(Buffer.from(query, 'utf8'), null, limits);
  return parsed instanceof Refusal ? emptyDraft() : parsed.fields;
}
