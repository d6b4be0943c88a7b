/** A request as it came off the wire, body still undecoded. */
export type RawRequest = {
  method: string;
  /** What follows the token: `''` or `/x`. */
  path: string;
  /** Without the question mark. */
  query: string;
  /** The whole address as the sender was told it and called it: some senders sign it. */
  url: string;
  headers: readonly Header[];
  body: Uint8Array;
  /** Who called, as far as trusted proxies say so; `null` when nobody knows. */
  address: string | null;
  /** By the database's clock: intake has none of its own. */
  receivedAtMs: number;
};

export type Header = readonly [name: string, value: string];
