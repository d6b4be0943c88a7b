/** Whether the other side may have acted on the request. Only `no` makes a repeat safe for certain. */
export type Sent = 'no' | 'maybe';

/** What is wrong or went wrong, for whoever tells it in other words than the message. */
export type DoorFault =
  | 'address_invalid'
  | 'address_login'
  | 'address_scheme'
  | 'answer_broken'
  | 'answer_late'
  | 'answer_too_large'
  | 'body_too_large'
  | 'certificate_bad'
  | 'connect_failed'
  | 'connect_late'
  | 'connect_refused'
  | 'header_invalid'
  | 'header_name_invalid'
  | 'headers_too_large'
  | 'method_invalid'
  | 'name_unknown'
  | 'request_cancelled'
  | 'target_blocked';

export abstract class DoorError extends Error {
  abstract readonly sent: Sent;
  abstract readonly fault: DoorFault;
  /** What it is about: a host, a header, the system's own name for what happened. */
  readonly about: string | undefined = undefined;
}

/** The request itself is wrong: its URL, method, a header, its size. Repeating it cannot help. */
export class DoorInvalid extends DoorError {
  override readonly name = 'DoorInvalid';
  readonly sent = 'no';

  constructor(
    message: string,
    readonly fault: DoorFault,
    override readonly about: string | undefined = undefined,
  ) {
    super(message);
  }
}

/** One text for every forbidden target: a different one would tell what stands behind the wall. */
export class DoorBlocked extends DoorError {
  override readonly name = 'DoorBlocked';
  readonly sent = 'no';
  readonly fault = 'target_blocked';

  constructor() {
    super(
      'This target is not allowed. Requests go to public addresses on usual ports; others must be listed in OUTBOUND_ALLOW.',
    );
  }
}

export class DoorUnreachable extends DoorError {
  override readonly name = 'DoorUnreachable';
  readonly sent = 'no';

  constructor(
    message: string,
    readonly fault: DoorFault,
    override readonly about: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** No connection could be made; `code` is the system's word for why. */
export function unreachable(code: string, options?: ErrorOptions): DoorUnreachable {
  const message = `No connection could be made (${code}).`;
  return new DoorUnreachable(message, faultOfCode(code), code, options);
}

function faultOfCode(code: string): DoorFault {
  if (code === 'ECONNREFUSED') return 'connect_refused';
  if (code === 'ETIMEDOUT') return 'connect_late';
  return /CERT|SELF_SIGNED|ALTNAME|UNABLE_TO_VERIFY/.test(code)
    ? 'certificate_bad'
    : 'connect_failed';
}

export class DoorTimeout extends DoorError {
  override readonly name = 'DoorTimeout';
  readonly fault: DoorFault;

  constructor(
    readonly sent: Sent,
    options?: ErrorOptions,
  ) {
    super('The other side did not answer in time.', options);
    this.fault = sent === 'no' ? 'connect_late' : 'answer_late';
  }
}

/** The caller's signal ended the request. */
export class DoorCancelled extends DoorError {
  override readonly name = 'DoorCancelled';
  readonly fault = 'request_cancelled';

  constructor(readonly sent: Sent) {
    super('The request was cancelled.');
  }
}

/** The connection was lost, or the answer was no HTTP, after the request had been written. */
export class DoorBroken extends DoorError {
  override readonly name = 'DoorBroken';
  readonly sent = 'maybe';
  readonly fault = 'answer_broken';

  constructor(
    message: string,
    override readonly about: string | undefined = undefined,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The answer is larger than allowed. Its status is known unless its headers were what was too large. */
export class DoorTooLarge extends DoorError {
  override readonly name = 'DoorTooLarge';
  readonly sent = 'maybe';
  readonly fault = 'answer_too_large';

  constructor(readonly status: number | null) {
    super('The answer is larger than allowed.');
  }
}
