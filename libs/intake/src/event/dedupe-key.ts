import { createHash } from 'node:crypto';
import type { JsonObject, JsonValue, ReceiverPreset } from '@hookline/contract';
import type { IntakeLimits } from '../intake-limits.js';
import type { RawRequest } from '../raw-request.js';
import { findHeaders } from '../request/find-header.js';
import { readPath, splitPath } from '../request/read-path.js';
import { readQuery } from '../request/read-query.js';

export type DedupeRule = {
  sources: readonly Source[];
  /** The owner named the id, and so vouches for it. */
  isOwners: boolean;
};
type Source = {
  from: 'body' | 'header' | 'query' | 'path';
  path: string;
  segments: readonly string[];
};

/**
 * Which values name an event. The owner's setting `dedupePath` stands before the preset's rule: a path
 * into the body, or `header:Name` or `query:name`.
 */
export function readDedupeRule(preset: ReceiverPreset, settings: JsonObject): DedupeRule {
  const chosen = settings['dedupePath'];
  if (typeof chosen !== 'string' || chosen.trim() === '') {
    const sources = preset.dedupe.map((each) => ({ ...each, segments: splitPath(each.path) }));
    return { sources, isOwners: false };
  }
  const match = /^(body|header|query):(.*)$/.exec(chosen.trim());
  const path = (match?.[2] ?? chosen).trim();
  const from = match?.[1] === 'header' || match?.[1] === 'query' ? match[1] : 'body';
  return { sources: [{ from, path, segments: splitPath(path) }], isOwners: true };
}

/**
 * The key under which a second try of the same event is recognised: hex SHA-256 of its id.
 * An id that nobody vouches for (no proof of the sender, no choice of the owner) counts only together
 * with the body, so that a forged event with a guessed id cannot swallow the real one.
 * @returns `null` when a part of the id is missing: such an event is never taken for a duplicate.
 */
export function dedupeKey(
  rule: DedupeRule,
  given: { request: RawRequest; payload: JsonValue; isProved: boolean; limits: IntakeLimits },
): string | null {
  if (rule.sources.length === 0) return null;
  const ids: string[] = [];
  for (const source of rule.sources) {
    const id = readSource(source, given);
    if (id === null) return null;
    ids.push(id);
  }
  const hash = createHash('sha256').update(JSON.stringify(ids));
  if (!given.isProved && !rule.isOwners) hash.update('\0').update(given.request.body);
  return hash.digest('hex');
}

function readSource(
  source: Source,
  given: { request: RawRequest; payload: JsonValue; limits: IntakeLimits },
): string | null {
  const found = readFrom(source, given);
  if (typeof found === 'number') return String(found);
  return typeof found === 'string' && found.trim() !== '' ? found.trim() : null;
}

function readFrom(
  source: Source,
  given: { request: RawRequest; payload: JsonValue; limits: IntakeLimits },
): JsonValue | undefined {
  if (source.from === 'body') return readPath(given.payload, source.segments);
  if (source.from === 'header') return findHeaders(given.request.headers, source.path)[0];
  if (source.from === 'path') return given.request.path;
  return readPath(readQuery(given.request.query, given.limits), source.segments);
}
