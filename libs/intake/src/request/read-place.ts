import type { ValueSource } from '@hookline/contract';

/** A place as an owner writes it: a path into the body, or `header:Name` or `query:name`. */
export function readPlace(written: string): ValueSource {
  const match = /^(body|header|query):(.*)$/.exec(written.trim());
  const path = (match?.[2] ?? written).trim();
  const from = match?.[1] === 'header' || match?.[1] === 'query' ? match[1] : 'body';
  return { from, path };
}
