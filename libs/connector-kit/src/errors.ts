/**
 * What a connector's code may throw, named for what the platform must do next.
 * Anything else that is thrown is a defect of ours.
 */
export abstract class ConnectorError extends Error {
  abstract readonly code: string;
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

  constructor(message: string, options: { pointer?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.pointer = options.pointer ?? null;
  }
}

/** The target asks to wait; the try is not counted. */
export class Throttled extends ConnectorError {
  readonly code = 'throttled';
  /** `null`: the target did not say how long. */
  readonly retryAfterMs: number | null;

  constructor(message: string, options: { retryAfterMs: number | null; cause?: unknown }) {
    super(message, { cause: options.cause });
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
    options: { sent: 'no' | 'maybe'; retryAfterMs?: number | null; cause?: unknown },
  ) {
    super(message, { cause: options.cause });
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

  constructor(message: string, options: { waitMs: number }) {
    super(message);
    this.waitMs = options.waitMs;
  }
}
