import type { JsonValue } from '@hookline/contract';
import { flattenSample } from '../preview/flatten-sample.js';
import type { NamePath } from '../words/name-path.js';
import type { MatchSource } from './suggest-mapping.js';

/** The incoming fields by the names that they go by. */
export function sourcesOf(payload: JsonValue, namePath: NamePath): readonly MatchSource[] {
  return flattenSample(['trigger'], payload).map(({ segments, path, value }) => ({
    path,
    value,
    names: [segments.at(-1) ?? '', namePath(path)],
  }));
}
