import { isList, isObject, type JsonValue, type Why } from '@hookline/contract';
import { ConnectorError, type Http, type HttpRequest } from '@hookline/connector-kit';
import { hideValues, readUrl } from '@hookline/platform';

/** Hides the secrets of one call from what is stored or shown of it; it ends with the call. */
export type Veil = {
  /** None of these texts, however deep, is told from now on. */
  readonly cover: (secrets: JsonValue) => void;
  /** The same port; credentials that were made on the way, such as a fresh token, are covered as they are sent. */
  readonly over: (http: Http) => Http;
  readonly hide: (text: string) => string;
  readonly hideWhy: (why: Why) => Why;
  /** Does the work; an error of a connector leaves without what is covered. */
  readonly hold: <T>(work: () => Promise<T>) => Promise<T>;
};

/** What a request carries under such a name lets its sender in. */
const credentialName = /auth|token|secret|api-?_?key|passw|cookie|signature/i;
/** Shorter ones are words such as `none`. */
const leastSentChars = 8;
const mostSent = 200;

/**
 * The veil is its own for each call: were it one for all, the words of one workspace's errors would tell
 * which values another one has.
 */
export function openVeil(): Veil {
  const secrets = new Set<string>();
  const cover = (value: JsonValue): void => {
    if (typeof value === 'string') secrets.add(value).add(value.trim());
    else if (isList(value)) value.forEach(cover);
    else if (isObject(value)) Object.values(value).forEach(cover);
  };
  const coverSent = (request: HttpRequest): void => {
    const sent = credentialsIn(request);
    if (secrets.size < mostSent) sent.forEach((value) => secrets.add(value));
  };
  const hide = (text: string): string => hideValues(text, secrets);
  const hideWhy = ({ code, values, quote }: Why): Why => ({
    code,
    ...(values && {
      values: Object.fromEntries(
        Object.entries(values).map(([name, one]) => [
          name,
          typeof one === 'string' ? hide(one) : one,
        ]),
      ),
    }),
    ...(quote !== undefined && { quote: hide(quote) }),
  });
  return {
    cover,
    over: (http) => ({
      request: (request) => {
        coverSent(request);
        return http.request(request);
      },
    }),
    hide,
    hideWhy,
    hold: async (work) => {
      try {
        return await work();
      } catch (error) {
        throw error instanceof ConnectorError ? veiled(error, { hide, hideWhy }) : error;
      }
    },
  };
}

/** The same error, so that it keeps its kind and all that the platform goes by. */
function veiled(error: ConnectorError, { hide, hideWhy }: Pick<Veil, 'hide' | 'hideWhy'>): Error {
  const quote = error.why?.quote ?? '';
  // A quote may end in the middle of a secret: it shows as cut only as long as it is seen as a whole.
  const message = quote === '' ? error.message : error.message.replaceAll(quote, () => hide(quote));
  return Object.assign(error, {
    message: hide(message),
    stack: hide(error.stack ?? ''),
    why: error.why && hideWhy(error.why),
  });
}

function credentialsIn({ url, headers = {} }: HttpRequest): string[] {
  const query = url.includes('?') ? (readUrl(url)?.searchParams ?? []) : [];
  const sent: string[] = [];
  const add = (name: string, value: string): void => {
    if (!credentialName.test(name)) return;
    for (const each of [value, value.slice(value.indexOf(' ') + 1)])
      if (each.length >= leastSentChars) sent.push(each);
  };
  for (const name of Object.keys(headers)) add(name, headers[name] ?? '');
  for (const [name, value] of query) add(name, value);
  return sent;
}
