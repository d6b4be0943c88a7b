import { createHash, createHmac, createPublicKey, verify, X509Certificate } from 'node:crypto';
import type { SignatureScheme } from '@hookline/contract';
import { Refusal } from '../refusal.js';
import { isSameBytes } from './same-bytes.js';

type Parts = readonly (string | Uint8Array)[];
/** Checks one decoded signature against one text. `length`: how many bytes a signature has, if fixed. */
export type Prover = { length: number | null; proves: (signature: Buffer, text: Parts) => boolean };

const hmacs = {
  'hmac-sha1': ['sha1', 20],
  'hmac-sha256': ['sha256', 32],
  'hmac-sha512': ['sha512', 64],
} as const;

/** Makes ready what one secret can check, or says why it can check nothing. */
export function makeProver(
  { algorithm, secretForm }: Pick<SignatureScheme, 'algorithm' | 'secretForm'>,
  secret: string,
  nowMs: number,
): Prover | Refusal {
  if (algorithm === 'sha256') return digestProver;
  if (algorithm === 'ed25519') return ed25519Prover(secret);
  if (algorithm === 'rsa-sha256') return certificateProver(secret, nowMs);
  const key = keyOf(secret, secretForm);
  if (key.length === 0) return noSecret;
  const [hash, length] = hmacs[algorithm];
  return {
    length,
    proves: (signature, text) => {
      const mac = createHmac(hash, key);
      for (const part of text) mac.update(part);
      return isSameBytes(signature, mac.digest());
    },
  };
}

const digestProver: Prover = {
  length: 32,
  proves: (signature, text) => {
    const hash = createHash('sha256');
    for (const part of text) hash.update(part);
    return isSameBytes(signature, hash.digest());
  },
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
  return { length: 64, proves: (signature, text) => verify(null, joined(text), key, signature) };
}

function certificateProver(pem: string, nowMs: number): Prover | Refusal {
  try {
    const certificate = new X509Certificate(pem);
    if (nowMs < Date.parse(certificate.validFrom) || nowMs > Date.parse(certificate.validTo)) {
      return new Refusal(401, 'certificate_expired');
    }
    const key = certificate.publicKey;
    if (key.asymmetricKeyType !== 'rsa') return noSecret;
    return {
      length: null,
      proves: (signature, text) => verify('sha256', joined(text), key, signature),
    };
  } catch {
    return noSecret;
  }
}

const joined = (text: Parts): Buffer => Buffer.concat(text.map((part) => Buffer.from(part)));
