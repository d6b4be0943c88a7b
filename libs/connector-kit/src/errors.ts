import type { RunErrorCode, Why } from '@hookline/contract';

type Options = {
  /** What lies behind it, by a code that pages have words for; the message says the same in English. */
  readonly why?: Why | null | undefined;
  readonly cause?: unknown;
};

/**
 * What a connector's code may throw, named for what the platform must do next.
 * Anything else that is thrown is a defect of ours.
 */
export abstract class ConnectorError extends Error {
  abstract readonly code: RunErrorCode;
  readonly why: Why | null;

  constructor(message: string, options: Options = {}) {
    super(message, { cause: options.cause });
    this.why = options.why ?? null;
  }
}

/** The credentials no longer work: the connection is paused and its owner asked to reconnect. */
export class NeedsReconnect extends ConnectorError {
  readonly code = 'needs_reconnect';
}

/** The target refuses this input for good; the person must change something. Shown as is. */
export class Rejected extends ConnectorError {
  readonly code = 'rejected';
  /** JSON pointer into the step's input, when one field is at fault. */
  readonly pointer: string | null;

  constructor(message: string, options: Options & { readonly pointer?: string | undefined } = {}) {
    super(message, options);
    this.pointer = options.pointer ?? null;
  }
}

/** The target asks to wait; the try is not counted. */
export class Throttled extends ConnectorError {
  readonly code = 'throttled';
  /** `null`: the target did not say how long. */
  readonly retryAfterMs: number | null;

  constructor(message: string, options: Options & { readonly retryAfterMs: number | null }) {
    super(message, options);
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** The target is out of order; try again later. `sent` tells whether the effect may have happened. */
export class Unavailable extends ConnectorError {
  readonly code = 'unavailable';
  readonly sent: 'no' | 'maybe';
  readonly retryAfterMs: number | null;

  constructor(
    message: string,
    options: Options & { readonly sent: 'no' | 'maybe'; readonly retryAfterMs?: number | null },
  ) {
    super(message, options);
    this.sent = options.sent;
    this.retryAfterMs = options.retryAfterMs ?? null;
  }
}

/** A condition of the target says that there is nothing to do; not a failure. */
export class Skipped extends ConnectorError {
  readonly code = 'skipped';
}

/** The platform itself lets nobody to the target now; nothing was sent, and the try is not counted. */
export class NotNow extends ConnectorError {
  readonly code = 'not_now';
  readonly waitMs: number;

  constructor(message: string, options: Options & { readonly waitMs: number }) {
    super(message, options);
    this.waitMs = options.waitMs;
  }
}
