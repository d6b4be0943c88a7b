import { isObject, type JsonObject, type JsonValue } from '@hookline/contract';
import { emptyDraft } from '../json-shape.js';

/** An XML element's fields without the prefixes of their names, and without its attributes. */
export function readLocalNames(value: JsonValue): JsonObject | null {
  if (!isObject(value)) return null;
  const found = emptyDraft();
  for (const [name, inner] of Object.entries(value)) {
    const local = name.slice(name.indexOf(':') + 1);
    if (!name.startsWith('@') && local !== '__proto__') found[local] = inner;
  }
  return Object.keys(found).length > 0 ? found : null;
}
