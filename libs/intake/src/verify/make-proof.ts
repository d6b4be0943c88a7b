import { createPublicKey, verify, X509Certificate, type KeyObject } from 'node:crypto';
import type { JsonObject, SignatureScheme } from '@hookline/contract';
import { Refusal } from '../refusal.js';
import { rememberFor, rememberOf } from '../remember.js';
import { bytesOf, hmacWith, sha256Of, type Parts } from './hash-parts.js';
import { isSameBytes } from './same-bytes.js';
import { textOf } from './text-of.js';

/** Checks one decoded signature against one text. `length`: how many bytes a signature has, if fixed. */
export type Prover = { length: number | null; proves: (signature: Buffer, text: Parts) => boolean };

const hmacs = {
  'hmac-sha1': ['sha1', 20],
  'hmac-sha256': ['sha256', 32],
  'hmac-sha512': ['sha512', 64],
} as const;

type Algorithm = Pick<SignatureScheme, 'algorithm' | 'secretForm'>;
/** What one secret can check, or why it can check nothing; a certificate does so from one time to another. */
type Keyed = { prover: Prover | Refusal; fromMs: number; untilMs: number };

/** Makes ready what the secret of a connection can check, or says why it can check nothing. */
export function makeProver(
  scheme: SignatureScheme,
  values: JsonObject,
  nowMs: number,
): Prover | Refusal {
  const { prover, fromMs, untilMs } = keyFor(scheme)(values, textOf(values, scheme.secretField));
  const hasExpired = nowMs < fromMs || nowMs > untilMs;
  return hasExpired ? new Refusal(401, 'certificate_expired') : prover;
}

/** A key is made once for each secret and not for each request: some take longer than the rest of an accept. */
const keyFor = rememberFor((scheme: SignatureScheme) =>
  rememberOf((secret, _values: JsonObject) => makeKey(scheme, secret)),
);

function makeKey({ algorithm, secretForm }: Algorithm, secret: string): Keyed {
  if (algorithm === 'rsa-sha256') return certificateKey(secret);
  return { prover: makeUnlimited({ algorithm, secretForm }, secret), ...always };
}

const always = { fromMs: -Infinity, untilMs: Infinity };

function makeUnlimited(
  {
    algorithm,
    secretForm,
  }: Algorithm & { algorithm: Exclude<Algorithm['algorithm'], 'rsa-sha256'> },
  secret: string,
): Prover | Refusal {
  if (algorithm === 'sha256') return digestProver;
  if (algorithm === 'ed25519') return ed25519Prover(secret);
  const bytes = keyOf(secret, secretForm);
  if (bytes.length === 0) return noSecret;
  const [hash, length] = hmacs[algorithm];
  const digest = hmacWith(hash, bytes);
  return { length, proves: (signature, text) => isSameBytes(signature, digest(text)) };
}

const digestProver: Prover = {
  length: 32,
  proves: (signature, text) => isSameBytes(signature, sha256Of(text)),
};

const noSecret = new Refusal(401, 'connection_no_secret');
/** The fixed beginning of a public key of this kind (RFC 8410). */
const ed25519Head = Buffer.from('302a300506032b6570032100', 'hex');

function keyOf(secret: string, form: SignatureScheme['secretForm']): Buffer {
  if (form === 'text') return Buffer.from(secret, 'utf8');
  return Buffer.from(secret.trim().replace(/^wh(?:sec|pk)_/, ''), 'base64');
}

function ed25519Prover(secret: string): Prover | Refusal {
  const raw = keyOf(secret, 'base64');
  if (raw.length !== 32) return noSecret;
  const key = createPublicKey({
    key: Buffer.concat([ed25519Head, raw]),
    format: 'der',
    type: 'spki',
  });
  return { length: 64, proves: (signature, text) => verify(null, bytesOf(text), key, signature) };
}

function certificateKey(pem: string): Keyed {
  try {
    const certificate = new X509Certificate(pem);
    const fromMs = Date.parse(certificate.validFrom);
    const untilMs = Date.parse(certificate.validTo);
    return { prover: rsaProver(certificate.publicKey), fromMs, untilMs };
  } catch {
    return { prover: noSecret, ...always };
  }
}

function rsaProver(key: KeyObject): Prover | Refusal {
  if (key.asymmetricKeyType !== 'rsa') return noSecret;
  return {
    length: null,
    proves: (signature, text) => verify('sha256', bytesOf(text), key, signature),
  };
}
