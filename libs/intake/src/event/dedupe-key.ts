import { createHash, hash } from 'node:crypto';
import type { JsonObject, ReceiverPreset, ValueSource } from '@hookline/contract';
import { readSource, type Readable } from '../request/read-source.js';

export type DedupeRule = {
  /** The first of these of which every part is there names the event. */
  alternatives: readonly (readonly ValueSource[])[];
  /** The owner named the id, and so vouches for it. */
  isOwners: boolean;
  windowSecs: number | null;
};

/**
 * Which values name an event. The owner's setting `dedupePath` stands before the preset's rule: a path
 * into the body, or `header:Name` or `query:name`.
 */
export function readDedupeRule(preset: ReceiverPreset, settings: JsonObject): DedupeRule {
  const chosen = settings['dedupePath'];
  if (typeof chosen !== 'string' || chosen.trim() === '') {
    const { dedupe, dedupeWindowSecs } = preset;
    return { alternatives: dedupe, isOwners: false, windowSecs: dedupeWindowSecs };
  }
  const match = /^(body|header|query):(.*)$/.exec(chosen.trim());
  const path = (match?.[2] ?? chosen).trim();
  const from = match?.[1] === 'header' || match?.[1] === 'query' ? match[1] : 'body';
  return { alternatives: [[{ from, path }]], isOwners: true, windowSecs: null };
}

/**
 * The key under which a second try of the same event is recognised: hex SHA-256 of its id.
 * An id that nobody vouches for (no proof of the sender, no choice of the owner) counts only together
 * with the body, so that a forged event with a guessed id cannot swallow the real one.
 * @returns `null` when a part of the id is missing: such an event is never taken for a duplicate.
 */
export function dedupeKey(
  rule: DedupeRule,
  given: { sent: Readable; isProved: boolean; contentOf: () => Uint8Array | string },
): string | null {
  for (const [at, sources] of rule.alternatives.entries()) {
    const ids = sources.map((source) => readPart(source, given.sent));
    if (ids.length === 0 || ids.includes(null)) continue;
    const named = at === 0 ? ids : [at, ...ids];
    const window = windowOf(rule, given.sent.request.receivedAtMs);
    const id = JSON.stringify(window === null ? named : [named, window]);
    if (given.isProved || rule.isOwners) return hash('sha256', id);
    return createHash('sha256').update(id).update('\0').update(given.contentOf()).digest('hex');
  }
  return null;
}

function windowOf({ windowSecs }: DedupeRule, nowMs: number): number | null {
  return windowSecs === null ? null : Math.floor(nowMs / 1_000 / windowSecs);
}

function readPart(source: ValueSource, sent: Readable): string | null {
  const text = readSource(source, sent)[0]?.trim() ?? '';
  if (text !== '') return text;
  return source.optional === true ? '' : null;
}
