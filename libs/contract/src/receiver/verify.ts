import { z } from 'zod';
import { requestCondition, valueSource } from './value-source.js';

/** Used only when the connection's field holds one of these; `''` stands for an empty field. */
const usedWhen = z.object({ field: z.string(), in: z.array(z.string()) }).optional();
/** Used only for requests of this form. */
const when = z.array(requestCondition).optional();

export const signatureAlgorithms = [
  'hmac-sha1',
  'hmac-sha256',
  'hmac-sha512',
  'sha256',
  'ed25519',
  'rsa-sha256',
] as const;

/** Families F1 to F7: something in the request is computed from a secret and a text. */
export const signatureScheme = z.object({
  kind: z.literal('signature'),
  algorithm: z.enum(signatureAlgorithms),
  encoding: z.enum(['hex', 'base64']),
  /** Where the signature stands; with several places, any of them proves. */
  at: z.array(valueSource),
  /** `plain`: prefix and signature. `pairs`: `t=1,v1=ab`. `list`: `v1,ab v1,cd`. */
  layout: z.enum(['plain', 'pairs', 'list']),
  /** What stands before the signature; the name of its pair; its version in a list. */
  prefix: z.string(),
  /**
   * The signed text, or several that senders of this kind use. Known: `{body}`, `{decoded_body}`, `{url}`,
   * `{method}`, `{ts}`, `{id}`, `{sorted_params}`, `{crc32}`, `{secret:field}`, `{field:path}`, `{header:name}`.
   */
  signed: z.array(z.string()),
  secretField: z.string(),
  /** `base64`: decoded after its `whsec_` or `whpk_`; `certificate`: PEM. */
  secretForm: z.enum(['text', 'base64', 'certificate']),
  timestamp: z
    .object({
      /** A header, or the name of a pair of the signature's own header. */
      from: z.enum(['header', 'pair']),
      name: z.string(),
      unit: z.enum(['secs', 'ms', 'iso']),
      toleranceSecs: z.number().positive(),
    })
    .nullable(),
  idHeader: z.string().nullable(),
  /** Some sign the address with or without its usual port, or with quotes escaped. */
  urlForms: z.enum(['exact', 'lenient']),
  /** The query's field with the body's hex SHA-256: such a body is not in the signed text itself. */
  bodyDigestQuery: z.string().optional(),
  /** Something else in the body that must be the same as a field of the connection. */
  alsoSame: z.object({ at: valueSource, field: z.string() }).optional(),
  usedWhen,
  when,
});
export type SignatureScheme = z.infer<typeof signatureScheme>;

/** Family F8: the secret itself stands in the request. */
export const tokenScheme = z.object({
  kind: z.literal('token'),
  at: z.array(valueSource),
  secretField: z.string(),
  /** `first_15`: an identifier whose further characters are a checksum. */
  compare: z.enum(['whole', 'first_15']),
  usedWhen,
  when,
});

/** Like a token, but its owner named it. */
export const namedTokenScheme = z.object({
  kind: z.literal('named_token'),
  /** Names of the connection's fields that hold the name and the value of the key. */
  nameField: z.string(),
  valueField: z.string(),
  locations: z.array(z.enum(['header', 'query', 'body', 'path'])),
  usedWhen,
});

export const basicScheme = z.object({
  kind: z.literal('basic'),
  userField: z.string(),
  passwordField: z.string(),
  usedWhen,
});

/** A JSON Web Token as Bearer; the connection says its algorithm, so that no token can. */
export const jwtScheme = z.object({
  kind: z.literal('jwt'),
  algorithmField: z.string(),
  secretField: z.string(),
  usedWhen,
});

/** A signature that its owner described in the connection's own fields. */
export const describedSignatureScheme = z.object({
  kind: z.literal('described_signature'),
  usedWhen,
});

export const verifyScheme = z.discriminatedUnion('kind', [
  signatureScheme,
  tokenScheme,
  namedTokenScheme,
  basicScheme,
  jwtScheme,
  describedSignatureScheme,
]);
export type VerifyScheme = z.infer<typeof verifyScheme>;
