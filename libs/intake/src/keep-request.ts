import type { IntakeFile, ParsedBody, RejectedOutcome } from './outcome.js';
import type { RawRequest } from './raw-request.js';
import type { Refusal } from './refusal.js';
import {
  maskBytes,
  maskPath,
  maskPayload,
  maskQuery,
  maskWords,
  stillSpells,
} from './secret/mask-secret.js';
import { redactHeaders } from './secret/redact-headers.js';
import type { HiddenText } from './secret/secrets.js';

const keptOfRejected = 4_096;
const star = 0x2a;

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
  let { query } = request;
  let rawBody = request.body;
  let { payload, files } = body;
  let isTouched = false;
  for (const text of all) {
    query = maskQuery(query, text);
    const masked = maskBytes(rawBody, text);
    const isMasked = differs(masked, rawBody);
    const named = maskFileNames(files, text);
    const wasInBody = hidden.inBody.includes(text) || named !== files;
    const isSpelled = stillSpells(masked, text);
    if (!isMasked && !isSpelled && !wasInBody && query === request.query) continue;
    isTouched = true;
    files = named;
    payload = maskPayload(payload, text);
    rawBody = isSpelled || (wasInBody && !isMasked) ? overwritten(masked) : masked;
  }
  if (!isTouched) return { headers, path, query, rawBody, body };
  return { headers, path, query, rawBody, body: { ...body, payload, files, isDerived: true } };
}

const differs = (one: Uint8Array, other: Uint8Array): boolean =>
  one !== other && Buffer.compare(one, other) !== 0;

const overwritten = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes.length).fill(star);

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
  const bytes = isForeign ? noBytes : texts.reduce(withoutSecret, request.body);
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

function withoutSecret(bytes: Uint8Array, text: HiddenText): Uint8Array {
  const masked = maskBytes(bytes, text);
  return stillSpells(masked, text) ? overwritten(masked) : masked;
}
