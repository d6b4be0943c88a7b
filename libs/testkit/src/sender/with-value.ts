import type { Place, Sent } from './described-sender.js';

/** The request with a value at a place; in a body, the field replaces what stood there. */
export function withValue(sent: Sent, place: Place | undefined, value: string): Sent {
  const path = (place?.path ?? '').replace(/^\[(.*)\]$/, '$1');
  if (place?.from === 'header') return { ...sent, headers: { ...sent.headers, [path]: value } };
  if (place?.from === 'query') {
    const query = new URLSearchParams(sent.query);
    query.set(path, value);
    return { ...sent, query: query.toString() };
  }
  if (sent.headers['content-type']?.includes('urlencoded')) {
    const fields = new URLSearchParams(sent.body);
    fields.set(path.replace(/\.([^.]+)/g, '[$1]'), value);
    return { ...sent, body: fields.toString() };
  }
  const body: unknown = JSON.parse(sent.body === '' ? '{}' : sent.body);
  return { ...sent, body: JSON.stringify({ ...(body as object), [path]: value }) };
}
