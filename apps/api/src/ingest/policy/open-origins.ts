import type { IncomingMessage } from 'node:http';
import type { EndpointPolicy } from '@hookline/contract';
import type { Header } from '@hookline/intake';

type Headers = Readonly<Record<string, string>>;

/** How an endpoint speaks with browsers: what it tells the page of an answer, and of a preflight. */
export type Origins = {
  /** `null` when the page is not among those that may send. */
  readonly allow: (request: IncomingMessage) => Headers | null;
  readonly preflight: Headers;
};

/** A page may ask again with the same words for this long without a preflight. */
const rememberedSecs = 600;
/** Any header that a script of the page names; what they hold is judged like everything that arrives. */
const namesForm = /^[A-Za-z0-9!#$%&'*+.^_`|~ ,-]{1,1000}$/;

/**
 * Without credentials: an endpoint knows no cookie, so nothing of a visitor's is given away to a page.
 * `any` answers `*`; a list names the page back, and its answers differ by origin.
 */
export function openOrigins(
  origins: EndpointPolicy['origins'],
  methods: readonly string[],
): Origins | null {
  if (origins === undefined) return null;
  const known = origins === 'any' ? null : new Set(origins);
  const preflight = {
    'access-control-allow-methods': methods.join(', '),
    'access-control-max-age': String(rememberedSecs),
  };
  return {
    preflight,
    allow: ({ headers }) => {
      const { origin } = headers;
      if (known === null) return allowed('*');
      if (origin === undefined) return { vary: 'origin' };
      return known.has(origin.toLowerCase()) ? { ...allowed(origin), vary: 'origin' } : null;
    },
  };
}

const allowed = (origin: string): Headers => ({
  'access-control-allow-origin': origin,
  'access-control-expose-headers': 'x-request-id, retry-after',
});

/** What the page's script may send along; nothing when it asks for what is no name of a header. */
export function allowedHeaders({ headers }: IncomingMessage): Headers {
  const names = headers['access-control-request-headers'];
  if (names === undefined || !namesForm.test(names)) return {};
  return { 'access-control-allow-headers': names };
}

/** The page that sends, as its browser names it; whoever is no browser names none. */
export function originOf(headers: readonly Header[]): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === 'origin')?.[1].toLowerCase();
}
