import type { EventView } from '@hookline/contract';

/** What a secret is replaced by: whoever runs the command puts their own in its place. */
const curlSecret = 'YOUR-SECRET';

const masked = '***';

/** Made anew by whoever sends, or of the way that the first request came. */
const ownOfEach = new Set([
  'accept-encoding',
  'connection',
  'content-length',
  'expect',
  'forwarded',
  'host',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'via',
  'x-real-ip',
]);

/** The request as a command for a terminal. What was masked when it was stored stands as a placeholder. */
export function toCurl(event: EventView, hookUrl: string): string {
  const query = event.query === '' ? '' : `?${event.query.replaceAll(masked, curlSecret)}`;
  const path = event.path.replaceAll(masked, curlSecret);
  // Brackets and braces of an address mean themselves.
  const lines = [`curl --globoff -X ${quote(event.method)} ${quote(`${hookUrl}${path}${query}`)}`];
  for (const [name, value] of event.headers) {
    const lower = name.toLowerCase();
    if (ownOfEach.has(lower) || lower.startsWith('x-forwarded-')) continue;
    lines.push(`-H ${quote(headerOf(name, value))}`);
  }
  const body = bodyOf(event);
  if (body !== null) lines.push(body);
  return lines.join(' \\\n  ');
}

/** Without a value a colon would take the header away; a semicolon sends it empty. */
const headerOf = (name: string, value: string): string =>
  value === '' ? `${name};` : `${name}: ${value.replaceAll(masked, curlSecret)}`;

function bodyOf({ rawText, bodyBytes, id }: EventView): string | null {
  if (bodyBytes === 0) return null;
  // Bytes that are no text come from the file that can be downloaded beside.
  if (rawText === null) return `--data-binary ${quote(`@${id}.bin`)}`;
  return `--data-raw ${quote(rawText.replaceAll(`"${masked}"`, `"${curlSecret}"`))}`;
}

/** Nothing between single quotes means anything to a shell but the quote itself. */
const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
