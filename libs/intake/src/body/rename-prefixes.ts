import { isList, isObject, type JsonObject, type JsonValue } from '@hookline/contract';
import { emptyDraft } from '../json-shape.js';

/** Which prefix stands for each namespace; an empty one: the names have none. */
type Prefixes = Readonly<Record<string, string>>;
/** The namespace of each prefix that is declared here or around. */
type Scope = ReadonlyMap<string, string>;

/**
 * Gives the elements of a parsed XML document the prefixes that a preset knows their namespaces by: which
 * ones a sender writes means nothing, and a path must find them all the same. Names of other namespaces, and
 * attributes, stay as they came.
 */
export function renamePrefixes(document: JsonValue, prefixes: Prefixes): JsonValue {
  return renameIn(document, prefixes, new Map());
}

function renameIn(value: JsonValue, prefixes: Prefixes, scope: Scope): JsonValue {
  if (isList(value)) return value.map((each) => renameIn(each, prefixes, scope));
  if (!isObject(value)) return value;
  const inner = declaredIn(value, scope);
  const renamed = emptyDraft();
  for (const [name, child] of Object.entries(value)) {
    const isElement = !name.startsWith('@') && !name.startsWith('#');
    const known = isElement ? nameOf(name, prefixes, scopeOf(child, inner)) : name;
    // Two names of one meaning beside each other: the first stands, and nothing is lost of the second.
    const kept = Object.hasOwn(renamed, known) ? name : known;
    renamed[kept] = isElement ? renameIn(child, prefixes, inner) : child;
  }
  return renamed;
}

/** An element may declare the very prefix that its own name has. */
function scopeOf(child: JsonValue, scope: Scope): Scope {
  const first = isList(child) ? child[0] : child;
  return isObject(first) ? declaredIn(first, scope) : scope;
}

function declaredIn(element: JsonObject, scope: Scope): Scope {
  const declared = Object.entries(element).flatMap(([name, uri]) => {
    const match = /^@xmlns(?::(.+))?$/.exec(name);
    return match && typeof uri === 'string' ? [[match[1] ?? '', uri] as const] : [];
  });
  return declared.length === 0 ? scope : new Map([...scope, ...declared]);
}

function nameOf(name: string, prefixes: Prefixes, scope: Scope): string {
  const colon = name.indexOf(':');
  const uri = scope.get(colon < 0 ? '' : name.slice(0, colon));
  if (uri === undefined || !Object.hasOwn(prefixes, uri)) return name;
  const local = name.slice(colon + 1);
  const prefix = prefixes[uri] ?? '';
  const known = prefix === '' ? local : `${prefix}:${local}`;
  return known === '__proto__' ? name : known;
}
