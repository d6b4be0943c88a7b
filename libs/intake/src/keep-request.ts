import { wireText } from './body/wire-text.js';
import type { IntakeFile, ParsedBody, RejectedOutcome } from './outcome.js';
import type { RawRequest } from './raw-request.js';
import type { Refusal } from './refusal.js';
import {
  maskBody,
  maskPath,
  maskPayload,
  maskQuery,
  maskWords,
  spells,
  stars,
} from './secret/mask-secret.js';
import { redactHeaders } from './secret/redact-headers.js';
import type { HiddenText } from './secret/secrets.js';

const keptOfRejected = 4_096;

export type KeptRequest = {
  headers: RejectedOutcome['headers'];
  path: string;
  query: string;
  rawBody: Uint8Array;
  body: ParsedBody;
};

/** What must not be stored: texts wherever they stand, and the values of headers. */
export type Hidden = {
  texts: readonly HiddenText[];
  headers: ReadonlySet<string>;
  /** Those of the texts that are known to have come in the body. */
  inBody: readonly HiddenText[];
};

/**
 * What of an accepted request may be stored. A secret must not be: in the raw bytes it is overwritten by
 * `*` of the same length, in the payload it becomes `***`. When it stood in the body in a writing that
 * cannot be found in the bytes, all bytes are overwritten and the payload alone stays.
 */
export function keepRequest(request: RawRequest, body: ParsedBody, hidden: Hidden): KeptRequest {
  const all = [...hidden.texts, ...hidden.inBody];
  const headers = redactHeaders(request.headers, hidden.headers, all);
  const path = all.reduce(maskPath, request.path);
  const query = all.reduce(maskQuery, request.query);
  if (all.length === 0) return { headers, path, query, rawBody: request.body, body };
  // What stood in the query may stand in the payload, too.
  const isTold = query !== request.query;
  const texts = all.map((text) => ({ text, isTold, isInBody: hidden.inBody.includes(text) }));
  return { headers, path, query, ...keepBody(request.body, body, texts) };
}

type Sought = { readonly text: HiddenText; readonly isTold: boolean; readonly isInBody: boolean };

function keepBody(
  bytes: Uint8Array,
  body: ParsedBody,
  sought: readonly Sought[],
): Pick<KeptRequest, 'rawBody' | 'body'> {
  const sent = wireText(bytes);
  let wire = sent;
  let { payload, files } = body;
  let isTouched = false;
  for (const { text, isTold, isInBody } of sought) {
    const masked = maskBody(wire, text);
    const isMasked = masked !== wire;
    const named = maskFileNames(files, text);
    const wasInBody = isInBody || named !== files;
    const isSpelled = spells(masked, text);
    if (!isMasked && !isSpelled && !wasInBody && !isTold) continue;
    isTouched = true;
    files = named;
    payload = maskPayload(payload, text);
    wire = isSpelled || (wasInBody && !isMasked) ? stars(masked) : masked;
  }
  if (!isTouched) return { rawBody: bytes, body };
  const rawBody = wire === sent ? bytes : Buffer.from(wire, 'latin1');
  return { rawBody, body: { ...body, payload, files, isDerived: true } };
}

/** The files with the secret masked in all that is said of them; the list itself when it is in none. */
function maskFileNames(files: readonly IntakeFile[], text: HiddenText): readonly IntakeFile[] {
  const named = files.map((file) => {
    const fileName = maskWords(file.fileName, text);
    const field = maskWords(file.field, text);
    const contentType = maskWords(file.contentType, text);
    const isSame =
      fileName === file.fileName && field === file.field && contentType === file.contentType;
    return isSame ? file : { ...file, fileName, field, contentType };
  });
  return named.some((file, at) => file !== files[at]) ? named : files;
}

/**
 * What of a refused request the owner may see. A sender that had to prove itself and did not leaves no
 * body behind.
 */
export function keepRejected(
  request: RawRequest,
  refusal: Refusal,
  given: { hidden: Hidden; isForeign: boolean },
): RejectedOutcome {
  const { texts, headers } = given.hidden;
  const isForeign = refusal.status === 401 || given.isForeign;
  const bytes = isForeign ? noBytes : withoutSecrets(request.body, texts);
  return {
    outcome: 'rejected',
    status: refusal.status,
    reason: refusal.reason,
    headers: redactHeaders(request.headers, headers, texts),
    path: texts.reduce(maskPath, request.path),
    query: texts.reduce((masked, text) => maskQuery(masked, text), request.query),
    keptBytes: bytes.slice(0, keptOfRejected),
  };
}

const noBytes = new Uint8Array();

function withoutSecrets(bytes: Uint8Array, texts: readonly HiddenText[]): Uint8Array {
  if (texts.length === 0) return bytes;
  return Buffer.from(texts.reduce(withoutSecret, wireText(bytes)), 'latin1');
}

function withoutSecret(wire: string, text: HiddenText): string {
  const masked = maskBody(wire, text);
  return spells(masked, text) ? stars(masked) : masked;
}
