import { hash } from 'node:crypto';
import {
  idPartOfKey,
  type JsonObject,
  type ReceiverPreset,
  type ValueSource,
} from '@hookline/contract';
import { readPath, splitPath } from '../request/read-path.js';
import { readPlace } from '../request/read-place.js';
import { readSource, type Readable } from '../request/read-source.js';
import { sha256Hex } from '../verify/hash-parts.js';
import { decodedBody } from '../verify/signed-text.js';
import { sortedJson } from './sorted-json.js';

export type DedupeRule = {
  /** The first of these of which every part is there names the event. */
  alternatives: readonly (readonly ValueSource[])[];
  /** The owner named the id, and so vouches for it. */
  isOwners: boolean;
  windowSecs: number | null;
  /** Fields of the body that name its moment: where one is there, equal bodies are one event. */
  moments: readonly ValueSource[];
  /** What kind of event it is may stand outside of the body: the first of these places that holds it. */
  kinds: readonly ValueSource[];
  /** The sender signs the body and not its kind: whatever is said of the kind makes no other event of the body. */
  isKindUnsigned: boolean;
  /** The sender may sign its form decoded: however it is encoded, it is the same. */
  isSignedDecoded: boolean;
};

/** Whoever has one of the keys of an earlier event is that event again. */
export type EventKeys = { readonly key: string | null; readonly also: string | null };

const contentPartOfKey = 40;

const none: EventKeys = { key: null, also: null };

/**
 * Which values name an event. The owner's setting `dedupePath` (see `readPlace`) stands before the
 * preset's rule.
 */
export function readDedupeRule(preset: ReceiverPreset, settings: JsonObject): DedupeRule {
  const chosen = settings['dedupePath'];
  if (typeof chosen !== 'string' || chosen.trim() === '') {
    const { dedupe, dedupeWindowSecs, dedupeMoments, events, verify } = preset;
    return {
      alternatives: dedupe,
      isOwners: false,
      windowSecs: dedupeWindowSecs,
      moments: dedupeMoments.map((path) => ({ from: 'body', path })),
      kinds: events === null ? [] : [events.at, ...(events.also ?? [])],
      isKindUnsigned: events?.told !== undefined,
      isSignedDecoded: verify.some(signsDecoded),
    };
  }
  return {
    alternatives: [[readPlace(chosen)]],
    isOwners: true,
    windowSecs: null,
    moments: [],
    kinds: [],
    isKindUnsigned: false,
    isSignedDecoded: false,
  };
}

const signsDecoded = (scheme: ReceiverPreset['verify'][number]): boolean =>
  scheme.kind === 'signature' && scheme.signed.includes('{decoded_body}');

type Told = { sent: Readable; isProved: boolean; contentOf: () => Uint8Array | string };

/**
 * The keys under which a second try of the same event is recognised: hex SHA-256 of its id.
 * An id that nobody vouches for (no proof of the sender, no choice of the owner) counts only together
 * with the body, so that a forged event with a guessed id cannot swallow the real one; the first
 * {@link idPartOfKey} characters of such a key are of the id alone. A proved body that
 * names its own moment is a key besides: a header that nobody signed cannot make another event of it.
 * @returns no key when a part of the id is missing: such an event is never taken for a duplicate.
 */
export function dedupeKeys(rule: DedupeRule, given: Told): EventKeys {
  const body = bodyKey(rule, given);
  for (const [at, sources] of rule.alternatives.entries()) {
    const ids = readParts(sources, given.sent);
    if (ids === null) continue;
    const named = at === 0 ? ids : [at, ...ids];
    if (rule.windowSecs === null) return { key: keyOf(named, rule, given), also: body };
    // An event stands in its own window and in the next one, so that a repeat just after its end finds it.
    const window = Math.floor(given.sent.request.receivedAtMs / 1_000 / rule.windowSecs);
    const [key, also] = [window, window + 1].map((each) => keyOf([named, each], rule, given));
    return { key: key ?? null, also: also ?? null };
  }
  return body === null ? none : { key: body, also: null };
}

function keyOf(named: unknown, { isOwners }: DedupeRule, given: Told): string {
  const id = JSON.stringify(named);
  if (given.isProved || isOwners) return hash('sha256', id);
  return (
    hash('sha256', id).slice(0, idPartOfKey) + withContent(id, given).slice(0, contentPartOfKey)
  );
}

function bodyKey(rule: DedupeRule, given: Told): string | null {
  const { moments, kinds, isKindUnsigned, isSignedDecoded } = rule;
  if (moments.length === 0 || !given.isProved) return null;
  // Whoever decodes a separator within what was signed so makes other fields of it: they are not asked.
  const isAlways = isSignedDecoded && isKindUnsigned;
  if (!isAlways && moments.every((moment) => (readPart(moment, given.sent) ?? '') === '')) {
    return null;
  }
  const name = isKindUnsigned
    ? ''
    : (kinds.map((kind) => readPart(kind, given.sent)).find(Boolean) ?? '');
  const id = JSON.stringify(['body', name]);
  if (!isSignedDecoded) return withContent(id, given);
  return sha256Hex([`${id}\0`, decodedBody(given.sent.request.body)]);
}

const withContent = (id: string, { contentOf }: Told): string =>
  sha256Hex([`${id}\0`, contentOf()]);

function readParts(sources: readonly ValueSource[], sent: Readable): readonly string[] | null {
  const parts: string[] = [];
  for (const source of sources) {
    const part = readPart(source, sent);
    if (part === null) return null;
    parts.push(part);
  }
  return parts.length === 0 ? null : parts;
}

function readPart(source: ValueSource, sent: Readable): string | null {
  if (source.from === 'bytes') return hash('sha256', sent.request.body);
  if (source.from === 'digest') {
    const { payload = null } = sent;
    const value = readPath(payload, splitPath(source.path));
    return value === undefined ? null : hash('sha256', sortedJson(value));
  }
  const text = readSource(source, sent)[0]?.trim() ?? '';
  if (text !== '') return text;
  return source.optional === true ? '' : null;
}
