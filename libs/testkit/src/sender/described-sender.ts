/** Where in a request a value stands. */
export type Place = {
  readonly from: string;
  readonly path: string;
  readonly optional?: boolean | undefined;
};

export type DescribedSignature = {
  readonly kind: 'signature';
  readonly algorithm: string;
  readonly encoding: 'hex' | 'base64';
  readonly at: readonly Place[];
  readonly layout: string;
  readonly prefix: string;
  readonly signed: readonly string[];
  readonly secretField: string;
  readonly secretForm: string;
  readonly timestamp: {
    readonly from: string;
    readonly name: string;
    readonly unit: string;
  } | null;
  readonly idHeader: string | null;
  readonly alsoSame?: { readonly at: Place; readonly field: string } | undefined;
};

type DescribedProof =
  | DescribedSignature
  | { readonly kind: 'token'; readonly at: readonly Place[]; readonly secretField: string }
  | { readonly kind: 'named_token'; readonly valueField: string }
  | { readonly kind: 'jwt'; readonly secretField: string }
  | { readonly kind: 'basic' | 'described_signature' };

/** What a sender sends, before it proves itself. */
export type Sent = {
  method: string;
  path: string;
  query: string;
  headers: Record<string, string>;
  body: string;
};

/** As much of a receiver's preset as its sender must know: this room imports none of ours. */
export type DescribedSender = {
  readonly app: string;
  readonly verify: readonly DescribedProof[];
  readonly connectionFields: readonly {
    readonly key: string;
    readonly visibleWhen?: { readonly in: readonly unknown[] } | undefined;
  }[];
  readonly dedupe: readonly (readonly Place[])[];
  readonly dedupeMoments: readonly string[];
  readonly events: { readonly at: Place } | null;
  readonly wire: Sent;
};
