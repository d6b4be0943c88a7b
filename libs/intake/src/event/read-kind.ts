import type { ReceiverPreset } from '@hookline/contract';
import { readSource, type Readable } from '../request/read-source.js';

type EventNames = NonNullable<ReceiverPreset['events']>;

type Told = NonNullable<EventNames['told']>[number];

export type EventKind = {
  readonly name: string | undefined;
  readonly isKnown: boolean;
  /** What the sender signed says that it is of another kind than the rest of the request says. */
  readonly isContradicted: boolean;
};

/** Which kind of event it is; where the body tells it, nothing else makes another kind of it. */
export function readKind(
  { at, also = [], known, told = [] }: EventNames,
  sent: Readable,
): EventKind {
  const said = firstOf([at, ...also], sent);
  if (told.length === 0) {
    return { name: said, isKnown: isOneOf(known, said), isContradicted: false };
  }
  const written = at.from === 'path' ? plainPath(said ?? '') : said;
  const byBody = told.find(({ place }) => stands(readSource(place, sent)))?.value;
  if (!isOneOf(known, written)) {
    return { name: byBody ?? said, isKnown: byBody !== undefined, isContradicted: false };
  }
  const isDenied = told.some((each) => each.value === written && denies(each, sent));
  const isContradicted = byBody === undefined ? isDenied : byBody !== written;
  return { name: written, isKnown: true, isContradicted };
}

function firstOf(places: readonly EventNames['at'][], sent: Readable): string | undefined {
  for (const place of places) {
    const [said] = readSource(place, sent);
    if (said !== undefined) return said;
  }
  return undefined;
}

const isOneOf = (known: EventNames['known'], name: string | undefined): boolean =>
  known.some(({ value }) => value === name);

/** Whether a body that does not tell this kind cannot be of it. */
function denies({ mayLack }: Told, sent: Readable): boolean {
  if (mayLack === undefined) return true;
  const [said = ''] = readSource(mayLack.place, sent);
  return mayLack.denials.includes(said);
}

const stands = ([text = '']: readonly string[]): boolean => text !== '' && text !== '0';

/** The end of an address, however carelessly it was pasted. */
function plainPath(path: string): string {
  if (plain.test(path)) return path;
  const parts = path.toLowerCase().split('/');
  return parts.flatMap((part) => (part === '' ? [] : [`/${part}`])).join('');
}

/** As nearly everybody pastes it. */
const plain = /^(?:\/[a-z0-9_-]+)*$/;
