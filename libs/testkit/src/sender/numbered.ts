import { wireOf } from './a-sender.js';
import type { DescribedSender, Place, Sent } from './described-sender.js';
import { withValue } from './with-value.js';

const tailLength = 8;

/**
 * The documented request of a sender with an id of its own, of the documented id's length, so that no two of
 * them are the same event. A sender without ids sends the same request again.
 */
export function numbered(preset: DescribedSender, number: number): Sent {
  const sent = wireOf(preset);
  const places = preset.dedupe.flat().filter((place) => isId(place, preset));
  // No two events are of one moment, where their sender names it.
  const later = (other: Sent): Sent =>
    preset.dedupeMoments.reduce(
      (one, path) => ({ ...one, body: inBody(one, path.split('.').at(-1) ?? '', number) }),
      other,
    );
  for (const place of places) {
    const other = withOtherId(sent, place, number);
    if (other !== null) return place.from === 'header' ? later(other) : other;
  }
  const [unset] = places;
  return unset ? withValue(sent, unset, fresh('', number)) : sent;
}

/** The name of the event is no id, though it is a part of what names it: the flow is started by it. */
const isId = (place: Place, { events }: DescribedSender): boolean =>
  place.optional !== true &&
  !['split', 'path', 'kind'].includes(place.from) &&
  !(place.from === events?.at.from && place.path === events.at.path);

function withOtherId(sent: Sent, place: Place, number: number): Sent | null {
  const { from, path } = place;
  if (from === 'bytes') {
    return withValue(sent, { from: 'body', path: 'number' }, fresh('', number));
  }
  if (from === 'header') {
    const old = sent.headers[path];
    return old === undefined ? null : withValue(sent, place, fresh(old, number));
  }
  if (from === 'query') {
    const old = new URLSearchParams(sent.query).get(path);
    return old === null ? null : withValue(sent, place, fresh(old, number));
  }
  const name = path.split('.').at(-1) ?? '';
  // What stands there makes a difference between any two numbers; the documented id may be one of them.
  const isThere = inBody(sent, name, 0) !== inBody(sent, name, 1);
  return isThere ? { ...sent, body: inBody(sent, name, number) } : null;
}

/** Every value under this name changes: which of them is the id only the receiver can tell. */
function inBody({ headers, body }: Sent, name: string, number: number): string {
  const type = headers['content-type'] ?? '';
  if (type.includes('xml')) {
    const element = new RegExp(`(<${name}>)([^<]*)`, 'g');
    return body.replace(element, (_, head: string, old: string) => head + fresh(old, number));
  }
  if (type.includes('multipart')) {
    const part = new RegExp(`( name="${name}"\\r\\n\\r\\n)([^\\r]*)`, 'g');
    return body.replace(part, (_, head: string, old: string) => head + fresh(old, number));
  }
  if (!type.includes('urlencoded')) return inJson(body, name, number);
  return body
    .split('&')
    .map((pair) => {
      const [key = '', written = ''] = pair.split('=');
      const value = decodeURIComponent(written.replaceAll('+', ' '));
      const last = decodeURIComponent(key).replace(/\]$/, '').split('[').at(-1);
      if (last === name) return `${key}=${encodeURIComponent(fresh(value, number))}`;
      if (!value.startsWith('{')) return pair;
      return `${key}=${encodeURIComponent(inJson(value, name, number))}`;
    })
    .join('&');
}

function inJson(text: string, name: string, number: number): string {
  const field = new RegExp(`("${name}":\\s*)(?:"([^"]*)"|(\\d+))`, 'g');
  return text.replace(field, (_, head: string, old: string | undefined, digits: string) =>
    old === undefined ? head + fresh(digits, number) : `${head}"${fresh(old, number)}"`,
  );
}

/** Digits stay digits, and never begin with a nought. */
function fresh(old: string, number: number): string {
  const isDigits = /^\d+$/.test(old);
  const tail = number.toString(isDigits ? 10 : 36).padStart(tailLength, '0');
  if (old.length > tailLength) return old.slice(0, -tailLength) + tail;
  return isDigits ? `1${tail}` : tail;
}
