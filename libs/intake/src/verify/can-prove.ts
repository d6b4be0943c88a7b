import type { JsonObject, ReceiverPreset, VerifyScheme } from '@hookline/contract';
import { rememberFor } from '../remember.js';
import { textOf } from './text-of.js';

/** Whether a connection with these values could prove any sender at all. */
export function canProve(
  { verify, greetings }: Pick<ReceiverPreset, 'verify' | 'greetings'>,
  values: JsonObject,
): boolean {
  const words = greetings.flatMap(({ secret }) => (secret ? [secret.field] : []));
  return (
    words.every((field) => textOf(values, field).trim() !== '') &&
    verify.some((scheme) => isUsable(scheme, values))
  );
}

/** Whether the connection chose this scheme, and holds what it needs. */
export function isUsable(scheme: VerifyScheme, values: JsonObject): boolean {
  return isUsed(scheme, values) && isConfigured(scheme, values);
}

function isUsed({ usedWhen }: VerifyScheme, values: JsonObject): boolean {
  return usedWhen === undefined || usedWhen.in.includes(textOf(values, usedWhen.field));
}

function isConfigured(scheme: VerifyScheme, values: JsonObject): boolean {
  return fieldsOf(scheme).every((field) => textOf(values, field).trim() !== '');
}

/** The fields of the connection without which a scheme could prove nothing. */
export const fieldsOf = rememberFor((scheme: VerifyScheme): readonly string[] => {
  switch (scheme.kind) {
    case 'signature':
      return [scheme.secretField, ...secretsInText(scheme.signed)];
    case 'token':
      return [scheme.secretField];
    case 'named_token':
      return [scheme.nameField, scheme.valueField];
    case 'basic':
      return [scheme.userField, scheme.passwordField];
    case 'jwt':
      return [scheme.secretField];
    case 'described_signature':
      return ['secret', 'signatureHeader'];
  }
});

function secretsInText(signed: readonly string[]): readonly string[] {
  return signed.flatMap((text) =>
    [...text.matchAll(/\{secret:([^}]+)\}/g)].map((match) => match[1] ?? ''),
  );
}
