import { isList, isObject, readMaskRule, type JsonValue } from '@hookline/contract';
import { parseJson } from '../body/parse-json.js';
import type { IntakeLimits } from '../intake-limits.js';
import { emptyDraft, mapLeaves } from '../json-shape.js';
import { Refusal } from '../refusal.js';

export const mask = '***';

/** Rules of an owner, ready to be asked. */
export type OwnerMasks = {
  readonly names: ReadonlySet<string>;
  readonly headers: ReadonlySet<string>;
  readonly query: ReadonlySet<string>;
  readonly paths: readonly (readonly string[])[];
  readonly limits: IntakeLimits;
};

/** @returns `null` when nothing is to be masked. */
export function readOwnerMasks(rules: readonly string[], limits: IntakeLimits): OwnerMasks | null {
  const names = new Set<string>();
  const headers = new Set<string>();
  const query = new Set<string>();
  const paths: (readonly string[])[] = [];
  for (const text of rules) {
    const rule = readMaskRule(text);
    if (rule?.at === 'anywhere') names.add(rule.name);
    else if (rule?.at === 'header') headers.add(rule.name);
    else if (rule?.at === 'query') query.add(rule.name);
    else if (rule) paths.push(rule.path);
  }
  const count = names.size + headers.size + query.size + paths.length;
  return count === 0 ? null : { names, headers, query, paths, limits };
}

/** Texts that were masked; the same text elsewhere is the same secret. */
export type Found = Set<string>;

/** A shorter value may stand elsewhere by chance. */
const tellingLength = 4;
const telltaleLength = 8;

/** The same value comes back when nothing in it is masked. */
export function maskValue(value: JsonValue, masks: OwnerMasks, found: Found): JsonValue {
  const trail: Trail = masks.paths.map((path) => [path, 0]);
  const masked = walk(value, { masks, found }, trail);
  return found.size === 0 ? masked : maskEchoes(masked, found);
}

/** Whether a field that is named by these segments, from the top of the body, is masked. */
export function isMaskedPath(segments: readonly string[], masks: OwnerMasks): boolean {
  let trail: Trail = masks.paths.map((path) => [path, 0]);
  for (const segment of segments) {
    if (/^\d+$/.test(segment)) continue;
    const next = follow(segment, masks, trail);
    if (next === 'there') return true;
    trail = next;
  }
  return false;
}

/** Rules that are still on their way to a field, each with the place that it has come to. */
type Trail = readonly (readonly [path: readonly string[], at: number])[];
type Walk = { readonly masks: OwnerMasks; readonly found: Found };

function walk(value: JsonValue, given: Walk, trail: Trail): JsonValue {
  if (typeof value === 'string') return maskEmbedded(value, given, trail);
  if (isList(value)) {
    const copy = value.map((each) => walk(each, given, trail));
    return copy.some((each, at) => each !== value[at]) ? copy : value;
  }
  if (!isObject(value)) return value;
  let isTouched = false;
  const copy = emptyDraft();
  for (const [key, each] of Object.entries(value)) {
    const next = follow(key, given.masks, trail);
    const kept = next === 'there' ? hide(each, given.found) : walk(each, given, next);
    isTouched ||= kept !== each;
    copy[key] = kept;
  }
  return isTouched ? copy : value;
}

/** That there was nothing is no secret, and tells whoever looks for a fault. */
function hide(value: JsonValue, found: Found): JsonValue {
  if (value === null || value === '') return value;
  remember(value, found);
  return mask;
}

function remember(value: JsonValue, found: Found): void {
  if (isList(value)) value.forEach((each) => remember(each, found));
  else if (isObject(value)) Object.values(value).forEach((each) => remember(each, found));
  else if (String(value).length >= tellingLength && value !== mask) found.add(String(value));
}

function follow(key: string, { names }: OwnerMasks, trail: Trail): Trail | 'there' {
  const name = key.toLowerCase();
  // `@pin` and `ns:pin` of XML are called what the owner calls them.
  const plain = /[@:]/.test(name) ? name.replace(/^(?:.*:)?@?/, '') : name;
  if (names.has(name) || names.has(plain)) return 'there';
  const next: (readonly [readonly string[], number])[] = [];
  for (const [path, at] of trail) {
    const wanted = path[at];
    if (wanted !== name && wanted !== plain && wanted !== '*') continue;
    if (at + 1 === path.length) return 'there';
    next.push([path, at + 1]);
  }
  return next;
}

/** JSON that a sender hid in a text is looked through too: a reading may unfold it. */
function maskEmbedded(text: string, given: Walk, trail: Trail): JsonValue {
  if (!/^\s*[[{]/.test(text)) return text;
  const parsed = parseJson(text, given.masks.limits);
  if (parsed instanceof Refusal) return text;
  const masked = walk(parsed.value, given, trail);
  return masked === parsed.value ? text : JSON.stringify(masked);
}

/** A sender may say the same thing twice, and a reading repeats it. */
function maskEchoes(value: JsonValue, found: Found): JsonValue {
  let isTouched = false;
  const masked = mapLeaves(value, (leaf) => {
    const kept = maskEcho(leaf, found);
    isTouched ||= kept !== leaf;
    return kept;
  });
  return isTouched ? masked : value;
}

function maskEcho(leaf: string | number, found: Found): string | number {
  if (found.has(String(leaf))) return mask;
  if (typeof leaf === 'number') return leaf;
  let text = leaf;
  for (const each of found) {
    if (each.length >= telltaleLength && text.includes(each)) text = text.replaceAll(each, mask);
  }
  return text;
}
