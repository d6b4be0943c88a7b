import { createHash } from 'node:crypto';
import { sayReason, type SignatureScheme } from '@hookline/contract';
import { Refusal } from '../refusal.js';
import { findHeaders } from '../request/find-header.js';
import { readSource } from '../request/read-source.js';
import { isForm } from '../request/is-form.js';
import { readQuery } from '../request/read-query.js';
import { checkAge } from './check-age.js';
import { makeProver, type Prover } from './make-proof.js';
import { nameOf } from './name-of.js';
import { decodeSignature, readCandidates, readPairs } from './read-candidates.js';
import { isSameText } from './same-bytes.js';
import { signedText } from './signed-text.js';
import { textOf } from './text-of.js';
import { urlForms } from './url-forms.js';
import type { Trial, Verdict } from './verdict.js';

const isWrong = new Refusal(401, 'signature_wrong');

/** Families F1 to F7: computes what the sender computed, over the bytes as they came. */
export function checkSignature(scheme: SignatureScheme, trial: Trial): Verdict {
  let found: Verdict = 'absent';
  for (const place of scheme.at) {
    const sent = readSource(place, trial);
    if (sent.length > 1) return new Refusal(400, 'place_twice', { what: nameOf(place) });
    if (sent[0] === undefined) {
      if (place.from === 'body' && trial.payload === undefined) found = 'look_in_body';
      continue;
    }
    found = checkOne(scheme, sent[0], trial);
    if (found === 'proved' || found === 'look_in_body') return found;
  }
  return found;
}

function checkOne(scheme: SignatureScheme, sent: string, trial: Trial): Verdict {
  if (scheme.alsoSame) {
    const other = checkSame(scheme.alsoSame, trial);
    if (other) return other;
  }
  const candidates = readCandidates(sent, scheme);
  if (candidates instanceof Refusal) return candidates;
  const signed = readSignedValues(scheme, sent, trial);
  if (signed instanceof Refusal) return signed;
  const prover = makeProver(scheme, trial.values, trial.request.receivedAtMs);
  if (prover instanceof Refusal) return prover;
  const whole: Buffer[] = [];
  let fault: Refusal | null = null;
  for (const each of candidates) {
    const decoded = decodeSignature(each, scheme.encoding, prover.length);
    if (decoded instanceof Refusal) fault ??= decoded;
    else whole.push(decoded);
  }
  if (whole.length === 0) return fault ?? isWrong;
  return compare({ scheme, trial, prover, signed }, whole);
}

function checkSame(
  { at, field }: NonNullable<SignatureScheme['alsoSame']>,
  trial: Trial,
): Refusal | null {
  const [found] = readSource(at, trial);
  if (found !== undefined && isSameText(found, textOf(trial.values, field))) return null;
  return new Refusal(401, 'place_not_of_connection', { what: nameOf(at) });
}

type SignedValues = { timestamp: string; id: string };
type Comparison = { scheme: SignatureScheme; trial: Trial; prover: Prover; signed: SignedValues };

function compare(
  { scheme, trial, prover, signed }: Comparison,
  candidates: readonly Buffer[],
): Verdict {
  // Written out, not spread: this is made for every request.
  const { request, payload, limits, values } = trial;
  const { timestamp, id } = signed;
  for (const url of urlForms(request.url, scheme.urlForms)) {
    const context = { request, payload, limits, values, timestamp, id, url };
    for (const template of scheme.signed) {
      const text = signedText(template, context);
      if (text === 'later') return 'look_in_body';
      if (text && candidates.some((candidate) => prover.proves(candidate, text))) return 'proved';
    }
  }
  return isWrong;
}

/** The signed time and id, each sent once and fit to be signed; and a body's digest, when that is signed. */
function readSignedValues(
  scheme: SignatureScheme,
  sent: string,
  trial: Trial,
): SignedValues | Refusal {
  const timestamp = readTimestamp(scheme, sent, trial);
  if (timestamp instanceof Refusal) return timestamp;
  const id = scheme.idHeader === null ? '' : readId(scheme.idHeader, trial);
  if (id instanceof Refusal) return id;
  const digest = checkBodyDigest(scheme, trial);
  return digest ?? { timestamp, id };
}

function readTimestamp(
  scheme: SignatureScheme,
  sent: string,
  { request }: Trial,
): string | Refusal {
  const rule = scheme.timestamp;
  if (rule === null) return '';
  const found =
    rule.from === 'header'
      ? findHeaders(request.headers, rule.name)
      : readPairs(sent).flatMap(([name, value]) => (name === rule.name ? [value] : []));
  const [only] = found;
  if (found.length === 1 && only !== undefined) {
    return checkAge(only, rule, request.receivedAtMs) ?? only;
  }
  const what = sayReason(rule.from === 'header' ? 'place_header' : 'place_signature', {
    name: rule.name,
  });
  return found.length > 1
    ? new Refusal(400, 'place_twice', { what })
    : new Refusal(401, 'place_missing', { what });
}

/** A dot in an id could move the border between the id and what follows it in the signed text. */
function readId(header: string, { request }: Trial): string | Refusal {
  const [id, ...more] = findHeaders(request.headers, header);
  const what = (): string => sayReason('place_header', { name: header });
  if (more.length > 0) return new Refusal(400, 'place_twice', { what: what() });
  if (id === undefined || id === '') return new Refusal(401, 'place_missing', { what: what() });
  if (id.length > 256 || /[.\s\p{Cc}]/u.test(id)) {
    return new Refusal(401, 'id_characters', { header });
  }
  return id;
}

function checkBodyDigest({ bodyDigestQuery }: SignatureScheme, trial: Trial): Refusal | null {
  if (bodyDigestQuery === undefined) return null;
  const { request, limits } = trial;
  const isSigned = request.method === 'GET' || isForm(request.headers);
  if (isSigned || request.body.length === 0) return null;
  const sent = readQuery(request.query, limits)[bodyDigestQuery];
  if (typeof sent !== 'string') {
    return new Refusal(401, 'digest_missing', { name: bodyDigestQuery });
  }
  const digest = createHash('sha256').update(request.body).digest('hex');
  return isSameText(sent.toLowerCase(), digest)
    ? null
    : new Refusal(401, 'digest_wrong', { name: bodyDigestQuery });
}
