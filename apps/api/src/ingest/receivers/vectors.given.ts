import type { JsonObject } from '@hookline/contract';

/** A signature that somebody else computed, or that was recomputed twice: what a preset must accept. */
export type Vector = {
  readonly id: string;
  readonly source: readonly [app: string, event: string];
  readonly values: JsonObject;
  /** The header, or the field of a form, that holds the signature. */
  readonly carrier: { readonly header: string } | { readonly field: string };
  readonly signature: string;
  readonly body?: string;
  readonly type?: string;
  readonly method?: string;
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Headers that are part of the signed text. */
  readonly signedHeaders?: readonly string[];
  readonly signsUrl?: boolean;
  readonly atMs?: number;
  /** What the body must read as, where it could not be read otherwise. */
  readonly isOpaque?: boolean;
};
