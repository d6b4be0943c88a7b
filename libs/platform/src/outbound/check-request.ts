import { DoorInvalid } from './door-errors.js';
import { readUrl } from './read-url.js';

const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const fieldValue = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Fields that frame or route the message; from a mapping they would smuggle a second request. */
const forbiddenFields = new Set([
  'host',
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'proxy-connection',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'upgrade',
  'expect',
  'http2-settings',
]);

const maxUrlChars = 16_384;
const maxHeaderBytes = 65_536;

/** The parsed URL, if it is one that a request may have at all. */
export function checkUrl(text: string): URL {
  const url = text.length > maxUrlChars ? null : readUrl(text);
  if (url === null) throw new DoorInvalid('The URL is not valid.', 'address_invalid');
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new DoorInvalid('Only http and https URLs can be called.', 'address_scheme');
  if (url.username !== '' || url.password !== '')
    throw new DoorInvalid(
      'A URL must not carry a user or a password; use a header for them.',
      'address_login',
    );
  return url;
}

export function checkMethod(method: string): string {
  const upper = method.toUpperCase();
  if (!/^[A-Z]{1,20}$/.test(upper) || upper === 'CONNECT' || upper === 'TRACE')
    throw new DoorInvalid('This method cannot be used.', 'method_invalid');
  return upper;
}

/** Names and values in turn, as they go on the wire. Throws DoorInvalid with the name, never the value. */
export function checkHeaders(headers: Readonly<Record<string, string>>): string[] {
  const seen = new Set<string>();
  const fields: string[] = [];
  let headerBytes = 0;
  for (const [name, raw] of Object.entries(headers)) {
    const value = checkField(name, raw);
    const lower = name.toLowerCase();
    if (seen.has(lower)) throw badHeader(`The header ${name} is given twice.`, name);
    seen.add(lower);
    headerBytes += name.length + value.length + 4;
    fields.push(name, value);
  }
  if (headerBytes > maxHeaderBytes)
    throw new DoorInvalid('The headers are too large.', 'headers_too_large');
  return fields;
}

const badHeader = (message: string, name: string) =>
  new DoorInvalid(message, 'header_invalid', name);

function checkField(name: string, value: string): string {
  if (!token.test(name))
    throw new DoorInvalid(
      'A header name has characters that are not allowed.',
      'header_name_invalid',
    );
  if (forbiddenFields.has(name.toLowerCase()))
    throw badHeader(`The header ${name} is set by the connection and cannot be given.`, name);
  if (typeof value !== 'string' || !fieldValue.test(value))
    throw badHeader(`The value of the header ${name} has characters that are not allowed.`, name);
  return value;
}
