import { createHmac, createPublicKey, verify, type KeyObject } from 'node:crypto';
import { isObject, sayReason, type JsonObject, type VerifyScheme } from '@hookline/contract';
import { parseJson } from '../body/parse-json.js';
import { Refusal } from '../refusal.js';
import { rememberOf } from '../remember.js';
import { findHeaders } from '../request/find-header.js';
import { isSameBytes } from './same-bytes.js';
import { textOf } from './text-of.js';
import type { Trial, Verdict } from './verdict.js';

const leewaySecs = 60;
const form = /^bearer +([\w-]+)\.([\w-]+)\.([\w-]+)$/i;

/**
 * A JSON Web Token as Bearer. Its algorithm is the connection's: a token that names another one, or
 * none, is refused before anything is computed.
 */
export function checkJwt(scheme: Extract<VerifyScheme, { kind: 'jwt' }>, trial: Trial): Verdict {
  const sent = findHeaders(trial.request.headers, 'authorization');
  if (sent.length > 1)
    return new Refusal(400, 'place_twice', {
      what: sayReason('place_header', { name: 'authorization' }),
    });
  if (sent[0] === undefined) return 'absent';
  const [, head = '', claims = '', signature = ''] = form.exec(sent[0].trim()) ?? [];
  if (signature === '') return new Refusal(401, 'token_absent');
  const algorithm = textOf(trial.values, scheme.algorithmField) || 'HS256';
  if (readPart(head, trial)?.['alg'] !== algorithm) {
    return new Refusal(401, 'token_algorithm', { algorithm });
  }
  const isGenuine = isSigned(algorithm, {
    text: `${head}.${claims}`,
    signature: Buffer.from(signature, 'base64url'),
    secret: textOf(trial.values, scheme.secretField),
    owner: trial.values,
  });
  if (!isGenuine) return new Refusal(401, 'token_signature');
  return checkTimes(readPart(claims, trial), trial.request.receivedAtMs / 1_000);
}

function readPart(part: string, { limits }: Trial): JsonObject | null {
  const parsed = parseJson(Buffer.from(part, 'base64url').toString('utf8'), limits);
  return !(parsed instanceof Refusal) && isObject(parsed.value) ? parsed.value : null;
}

function checkTimes(claims: JsonObject | null, nowSecs: number): Verdict {
  if (claims === null) return new Refusal(401, 'token_unreadable');
  const { exp, nbf } = claims;
  if (typeof exp === 'number' && exp + leewaySecs < nowSecs) {
    return new Refusal(401, 'token_expired');
  }
  if (typeof nbf === 'number' && nbf - leewaySecs > nowSecs) {
    return new Refusal(401, 'token_early');
  }
  return 'proved';
}

type Signed = { text: string; signature: Buffer; secret: string; owner: JsonObject };

function isSigned(algorithm: string, { text, signature, secret, owner }: Signed): boolean {
  if (algorithm === 'HS256') {
    return isSameBytes(signature, createHmac('sha256', secret).update(text).digest());
  }
  const key = publicKeyOf(owner, secret);
  if (key === null) return false;
  const data = Buffer.from(text);
  if (algorithm === 'RS256' && key.asymmetricKeyType === 'rsa') {
    return verify('sha256', data, key, signature);
  }
  if (algorithm !== 'ES256' || key.asymmetricKeyType !== 'ec') return false;
  return verify('sha256', data, { key, dsaEncoding: 'ieee-p1363' }, signature);
}

const publicKeyOf = rememberOf((pem, _owner: JsonObject): KeyObject | null => {
  try {
    return createPublicKey(pem);
  } catch {
    return null;
  }
});
