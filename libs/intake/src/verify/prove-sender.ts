import {
  sayReason,
  type JsonObject,
  type ReceiverPreset,
  type VerifyScheme,
} from '@hookline/contract';
import { Refusal } from '../refusal.js';
import { rememberFor } from '../remember.js';
import type { Readable } from '../request/read-source.js';
import { valuesInForce, type Secrets } from '../secret/secrets.js';
import { meetsAll } from '../request/meets.js';
import { checkBasic } from './check-basic.js';
import { checkJwt } from './check-jwt.js';
import { checkSignature } from './check-signature.js';
import { checkNamedToken, checkToken } from './check-token.js';
import { isUsable } from './can-prove.js';
import { describedSignature } from './described-signature.js';
import { nameOf } from './name-of.js';
import { textOf } from './text-of.js';
import type { Trial, Verdict } from './verdict.js';

/** `open`: nothing is asked for. */
export type Proof = 'open' | 'proved' | 'look_in_body' | Refusal;

/**
 * Whether a request shows that its sender knows the secret of the trigger's connection. Fails closed: a
 * source that needs a secret and has none, and a connection without a usable one, take nothing.
 */
export function proveSender(
  preset: Pick<ReceiverPreset, 'verify' | 'connection'>,
  secrets: Secrets,
  sent: Readable,
): Proof {
  if (secrets.verification === null) {
    if (preset.connection !== 'required') return 'open';
    return new Refusal(401, 'connection_missing');
  }
  let first: Proof | null = null;
  for (const values of valuesInForce(secrets, sent.request.receivedAtMs)) {
    const proof = tryValues(preset.verify, values, sent);
    if (!(proof instanceof Refusal)) return proof;
    first ??= proof;
  }
  return first ?? new Refusal(401, 'nothing_left_to_prove');
}

function tryValues(schemes: readonly VerifyScheme[], values: JsonObject, sent: Readable): Proof {
  const usable = usableBy(schemes)(values);
  const [expected] = usable;
  if (expected === undefined) {
    return new Refusal(401, 'connection_no_key');
  }
  // Written out, not spread: this is made for every request.
  const { request, payload, limits } = sent;
  const trial: Trial = { request, payload, limits, values };
  let isLater = false;
  for (const scheme of usable) {
    if ('when' in scheme && scheme.when && !meetsAll(scheme.when, sent)) continue;
    const verdict = checkScheme(scheme, trial);
    if (verdict === 'look_in_body') isLater = true;
    else if (verdict !== 'absent') return verdict;
  }
  return isLater ? 'look_in_body' : missing(expected, values);
}

/** The same for each request, as long as the same values are in force. */
const usableBy = rememberFor((schemes: readonly VerifyScheme[]) =>
  rememberFor((values: JsonObject) => schemes.filter((scheme) => isUsable(scheme, values))),
);

function checkScheme(scheme: VerifyScheme, trial: Trial): Verdict {
  switch (scheme.kind) {
    case 'signature':
      return checkSignature(scheme, trial);
    case 'token':
      return checkToken(scheme, trial);
    case 'named_token':
      return checkNamedToken(scheme, trial);
    case 'basic':
      return checkBasic(scheme, trial);
    case 'jwt':
      return checkJwt(scheme, trial);
    case 'described_signature': {
      const described = describe(trial.values).scheme;
      return described ? checkSignature(described, trial) : 'absent';
    }
  }
}

/** One object for one connection's values, so that what is made for it can be remembered. */
const describe = rememberFor((values: JsonObject) => ({ scheme: describedSignature(values) }));

function missing(scheme: VerifyScheme, values: JsonObject): Refusal {
  return new Refusal(401, 'place_missing', { what: carrierOf(scheme, values) });
}

function carrierOf(scheme: VerifyScheme, values: JsonObject): string {
  if (scheme.kind === 'named_token') {
    return sayReason('place_key', { name: textOf(values, scheme.nameField).trim() });
  }
  if (scheme.kind === 'described_signature') {
    return sayReason('place_header', { name: textOf(values, 'signatureHeader').trim() });
  }
  const place = scheme.kind === 'signature' || scheme.kind === 'token' ? scheme.at[0] : null;
  return place ? nameOf(place) : sayReason('place_header', { name: 'authorization' });
}
