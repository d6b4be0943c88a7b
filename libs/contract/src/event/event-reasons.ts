/**
 * Why a request was refused, put aside or taken as a test, each under a code that stays. The sentence is what
 * users of the API read; pages say it in the reader's language. A value may be a reason or a place itself.
 * Those that begin with a value stand last: they would read the others' sentences as their own.
 */
export const eventReasons = {
  test: 'a test request of the sender',
  copied: 'a copy of a request that came to a catcher',
  body_compressed: 'the body is compressed, which is not taken here',
  method: 'the method {method} is not taken here',
  body_too_large: 'the body is larger than {most} bytes, which is the most that is taken here',
  too_quick: 'more requests came than this address takes at a time; told to come later: {count}',
  too_much_waiting:
    'too much of what came before is still to be worked on; told to come later: {count}',
  no_proof: 'nothing in the request proves its sender',
  proof_in_unread_body: 'the proof should stand in the body, but {why}',
  content_type_twice: 'the request has two different Content-Type headers',
  content_type_unreadable: 'the Content-Type header cannot be read',
  handshake_no_word: 'the handshake asks for a word that is not set in a connection',
  handshake_wrong_word: 'the handshake\'s "{path}" is not the one of the connection',
  handshake_no_challenge:
    'the challenge of the handshake cannot be answered: it is empty, too long or no text',
  too_many_events: 'the request carries too many events; up to {most} are taken at a time',
  too_many_shared:
    'the request carries more events than can be stored at once for all the flows that this address feeds',
  batch_empty: 'the request is a batch without any event',
  event_unnamed: 'the request does not say what kind of event it is',
  event_contradicts:
    'the end of the address says that it is "{name}", and what the sender signed says that it is not',
  event_not_chosen: 'the event "{name}" is not among those that start this flow',
  event_unknown: 'the event "{name}" is not known here and not among those that start this flow',
  field_name_too_deep: 'a field name is too deep; {most} levels are allowed',
  json_too_deep: 'the JSON is too deep; {most} levels are allowed',
  json_too_many_fields: 'the JSON has too many fields; {most} are allowed',
  json_too_many_values: 'the JSON has too many values; {most} are allowed',
  json_forbidden_name: 'the JSON has a field name that is not allowed',
  json_unreadable: 'the JSON cannot be read',
  form_too_many_fields: 'the form has too many fields; {most} are allowed',
  multipart_no_boundary: 'the multipart Content-Type has no boundary',
  multipart_too_many_parts: 'the multipart body has too many parts',
  multipart_too_many_fields: 'the multipart body has too many fields',
  multipart_too_many_files: 'the multipart body has too many files',
  multipart_broken: 'the multipart body is broken or has no end',
  multipart_name_too_long: 'a field name of the multipart body is too long',
  multipart_field_too_large: 'a field of the multipart body is too large',
  multipart_file_too_large: 'a file of the multipart body is too large',
  xml_document_type: 'the XML declares a document type, which is not allowed',
  xml_too_large: 'the XML has too many elements or character references',
  xml_too_deep: 'the XML is too deep',
  xml_fault: 'the XML cannot be read: {why}',
  xml_unreadable: 'the XML cannot be read',
  timestamp_unreadable: 'the timestamp of the signature cannot be read',
  timestamp_old: 'the timestamp is expired: it is {secs} s old, and {most} s are allowed',
  timestamp_ahead: 'the timestamp is expired: it is {secs} s ahead, and {most} s are allowed',
  connection_missing: 'this source needs a connection with its secret, and none is chosen',
  connection_no_key: 'the connection of this trigger has no key to compare with',
  connection_no_secret: 'the connection of this source has no secret that could be used',
  nothing_left_to_prove: 'nothing is left that could prove a sender',
  certificate_expired: 'the certificate in the connection has expired or is not valid yet',
  signature_too_long: 'the signature is too long to be one',
  signature_beginning: 'the signature does not begin with "{prefix}"',
  signature_absent: 'there is no {prefix} signature in the header',
  signature_empty: 'the signature is empty',
  signature_encoding: 'the signature is not written in {encoding}',
  signature_short: 'the signature is cut short: {bytes} bytes of {length}',
  signature_size: 'the signature is not the right number of bytes in {encoding}',
  signature_length: 'the signature is not {length} bytes in {encoding}',
  signature_wrong:
    'the signature is wrong: the secret is another one, or the body, the address or a signed header was changed on the way',
  key_wrong: 'the key "{name}" of the request is wrong',
  id_characters: 'the id in the header "{header}" has characters that are not allowed',
  digest_missing: 'the address has no "{name}", which vouches for the body',
  digest_wrong: 'the body is not the one that "{name}" vouches for',
  basic_absent: 'the header "authorization" is not Basic',
  basic_wrong: 'the user or the password is wrong',
  token_absent: 'the header "authorization" holds no token',
  token_algorithm: "the token's algorithm is not {algorithm}",
  token_signature: "the token's signature is wrong",
  token_unreadable: 'the token cannot be read',
  token_expired: 'the token has expired',
  token_early: 'the token is not valid yet',
  addresses_unreadable: 'the list of allowed addresses cannot be read',
  address_foreign: 'the address {address} is not among the allowed ones',
  page_foreign: 'the page {origin} is not among the allowed ones',
  honeypot: 'the field "{field}", which people do not see, is filled in',
  place_header: 'the header "{name}"',
  place_query: 'the address\'s field "{name}"',
  place_body: 'the body\'s field "{name}"',
  place_key: 'the key "{name}"',
  place_address: 'the address',
  place_signature: '"{name}" of the signature',
  place_missing: '{what} is missing',
  place_twice: '{what} came more than once',
  place_wrong_key: '{what} holds a wrong key',
  place_not_of_connection: '{what} is not the one of the connection',
} as const;

export type ReasonCode = keyof typeof eventReasons;
export type ReasonValues = Readonly<Record<string, string | number>>;

/** The sentence of a reason, for those who read English. */
export function sayReason(code: ReasonCode, values: ReasonValues = {}): string {
  return eventReasons[code].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

export type ReadReason = {
  readonly code: ReasonCode;
  readonly values: Readonly<Record<string, string>>;
};

/** The code that a sentence was said by, and its values; `null` for words that are not of the catalogue. */
export function readReason(sentence: string): ReadReason | null {
  for (const code of reasonCodes()) {
    const found = patternOf(code).exec(sentence);
    if (found !== null) return { code, values: { ...found.groups } };
  }
  return null;
}

const isCode = (code: string): code is ReasonCode => Object.hasOwn(eventReasons, code);
const reasonCodes = (): readonly ReasonCode[] => Object.keys(eventReasons).filter(isCode);

const patterns = new Map<ReasonCode, RegExp>();

function patternOf(code: ReasonCode): RegExp {
  const known = patterns.get(code);
  if (known !== undefined) return known;
  const source = eventReasons[code]
    .replace(/[.*+?^$()|[\]\\]/g, String.raw`\$&`)
    .replace(/\{(\w+)\}/g, '(?<$1>.*)');
  const pattern = new RegExp(`^${source}$`, 's');
  patterns.set(code, pattern);
  return pattern;
}

const unread: ReadonlySet<ReasonCode | undefined> = new Set([
  'method',
  'body_too_large',
  'too_quick',
  'too_much_waiting',
] as const);

/** Whether a request was refused for a reason for which nothing of its body was read: there is nothing to run. */
export const isUnread = (reason: string | null): boolean =>
  reason !== null && unread.has(readReason(reason)?.code);
