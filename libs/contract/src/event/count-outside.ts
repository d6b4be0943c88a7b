import { countValue, longestPath, maxSeenOutside, pathOf, type SeenField } from './seen-fields.js';

export type SeenOutside = {
  readonly query: string;
  readonly headers: readonly (readonly [string, string])[];
};

const maxOfEvent = 60;
const longestQuery = 4_096;

/**
 * Headers of how it came, not of what happened, by their names in small letters: these would stand in every list and in no
 * template, and a search for their words would find everything. PostgreSQL reads it as JavaScript does.
 */
export const ofTransport =
  /^(?:accept(?:-.*)?|access-control-.*|cache-control|connection|content-(?:length|encoding|type)|cookie|date|dnt|expect|forwarded|host|keep-alive|origin|pragma|priority|referer|sec-.*|te|trace(?:parent|state)|transfer-encoding|upgrade(?:-insecure-requests)?|user-agent|via|x-(?:real-ip|request-id|forwarded-.*)|cf-.*)$/;

/** Counts what stood in the queries and the headers of requests, the newest first; each name once for a request. */
export function countOutside(requests: readonly SeenOutside[]): readonly SeenField[] {
  const seen = new Map<string, SeenField>();
  for (const { query, headers } of requests) {
    const pairs = [...new URLSearchParams(query.slice(0, longestQuery))];
    const named = headers.map(([name, value]) => [name.toLowerCase(), value] as const);
    count(seen, 'query', new Map(pairs.slice(0, maxOfEvent)));
    const told = named.filter(([name]) => !ofTransport.test(name));
    count(seen, 'headers', new Map(told.slice(0, maxOfEvent)));
  }
  return [...seen.values()];
}

function count(
  seen: Map<string, SeenField>,
  at: NonNullable<SeenField['at']>,
  values: ReadonlyMap<string, string>,
): void {
  for (const [name, value] of values) {
    const path = pathOf({ at, segments: [name] });
    const known = seen.get(path);
    if (!known && (seen.size >= maxSeenOutside || path.length > longestPath)) continue;
    const field = known ?? { at, segments: [name], count: 0, types: {}, examples: [] };
    countValue(field, value);
    seen.set(path, field);
  }
}
