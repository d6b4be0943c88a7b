import { isObject, type JsonValue, type ValueSource } from '@hookline/contract';
import type { IntakeLimits } from '../intake-limits.js';
import type { RawRequest } from '../raw-request.js';
import { findHeaders } from './find-header.js';
import { readPath, splitPath } from './read-path.js';
import { readQuery } from './read-query.js';

/** What can be looked into: before the body is read, `payload` is `undefined`. */
export type Readable = {
  request: RawRequest;
  payload: JsonValue | undefined;
  limits: IntakeLimits;
  /** The names a batch was split at. */
  splitNames?: string | undefined;
  /** The kind of event, once it is known. */
  kind?: string;
};

/** The texts that stand at a place; a header may come more than once. Numbers count as texts. */
export function readSource(source: ValueSource, from: Readable): readonly string[] {
  if (source.from === 'header') return findHeaders(from.request.headers, source.path);
  const found = readOne(source, from);
  return typeof found === 'string' || typeof found === 'number' ? [String(found)] : [];
}

function readOne(source: ValueSource, from: Readable): JsonValue | undefined {
  if (source.from === 'path') return from.request.path;
  if (source.from === 'split') return from.splitNames;
  if (source.from === 'kind') return from.kind;
  // What stands for much more than a text is no text.
  if (source.from === 'bytes' || source.from === 'digest') return undefined;
  const within =
    source.from === 'query' ? readQuery(from.request.query, from.limits) : from.payload;
  if (within === undefined) return undefined;
  // A name that looks like a path, as it is, before the path.
  const named =
    isObject(within) && Object.hasOwn(within, source.path) ? within[source.path] : undefined;
  return named ?? readPath(within, splitPath(source.path));
}
