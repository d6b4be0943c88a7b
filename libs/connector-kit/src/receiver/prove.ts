import type { SignatureScheme, VerifyScheme } from '@hookline/contract';
import { from } from './from.js';

type Told = Partial<Omit<SignatureScheme, 'kind' | 'at'>> & {
  header?: string;
  at?: SignatureScheme['at'];
};

const fiveMinutesSecs = 300;

/** How a sender proves itself. What is not said is the most frequent: hex HMAC-SHA256 of the body. */
export const prove = {
  signature: ({ header, at, ...told }: Told): VerifyScheme => ({
    kind: 'signature',
    algorithm: 'hmac-sha256',
    encoding: 'hex',
    at: at ?? [from.header(header ?? '')],
    layout: 'plain',
    prefix: '',
    signed: ['{body}'],
    secretField: 'secret',
    secretForm: 'text',
    timestamp: null,
    idHeader: null,
    urlForms: 'exact',
    ...told,
  }),
  /** The secret itself stands in the request. */
  token: (at: SignatureScheme['at'], secretField = 'secret'): VerifyScheme => ({
    kind: 'token',
    at,
    secretField,
    compare: 'whole',
  }),
  /** For systems that sign nothing: a secret of the owner's, as a field of the pasted address. */
  secretInAddress: (): VerifyScheme => prove.token([from.query('secret')]),
} as const;

/** A signed time in a header, in seconds unless it says otherwise. */
export function signedTime(
  name: string,
  told: Partial<NonNullable<SignatureScheme['timestamp']>> = {},
): NonNullable<SignatureScheme['timestamp']> {
  return { from: 'header', name, unit: 'secs', toleranceSecs: fiveMinutesSecs, ...told };
}
