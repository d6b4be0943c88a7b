/** A request as it came off the wire, body still undecoded. */
export type RawRequest = {
  method: string;
  /** What follows the token: `''` or `/x`. */
  path: string;
  /** Without the question mark. */
  query: string;
  headers: readonly Header[];
  body: Uint8Array;
};

export type Header = readonly [name: string, value: string];
