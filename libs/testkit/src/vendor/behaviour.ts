/** How the vendor treats the requests to come. `times` limits it to the next few; then it is ok again. */
export type Behaviour =
  | { mode: 'ok' }
  | { mode: 'fail'; status?: number; times?: number; body?: unknown }
  | { mode: 'throttle'; retryAfterSecs?: number; times?: number }
  | { mode: 'hang'; times?: number }
  | { mode: 'slow'; delayMs: number; times?: number }
  | { mode: 'drop'; times?: number }
  | { mode: 'lie'; times?: number };

export type VendorRequest = {
  method: string;
  /** Without the query. */
  path: string;
  query: URLSearchParams;
  headers: Record<string, string>;
  rawHeaders: readonly string[];
  rawBody: Buffer;
  text: string;
  /** The parsed body, or undefined if it is no JSON. */
  json: unknown;
  atMs: number;
};

export type VendorReply = {
  status?: number;
  headers?: Record<string, string>;
  /** A string or a Buffer goes out as it is, anything else as JSON. */
  body?: unknown;
};

/** Which of the modes have acted before they answer (or fail to). */
export const hasEffect = (mode: Behaviour['mode']) =>
  mode === 'ok' || mode === 'slow' || mode === 'drop' || mode === 'lie';
