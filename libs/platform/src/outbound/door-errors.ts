/** Whether the other side may have acted on the request. Only `no` makes a repeat safe for certain. */
export type Sent = 'no' | 'maybe';

export abstract class DoorError extends Error {
  abstract readonly sent: Sent;
}

/** The request itself is wrong: its URL, method, a header, its size. Repeating it cannot help. */
export class DoorInvalid extends DoorError {
  override readonly name = 'DoorInvalid';
  readonly sent = 'no';
}

/** One text for every forbidden target: a different one would tell what stands behind the wall. */
export class DoorBlocked extends DoorError {
  override readonly name = 'DoorBlocked';
  readonly sent = 'no';

  constructor() {
    super(
      'This target is not allowed. Requests go to public addresses on usual ports; others must be listed in OUTBOUND_ALLOW.',
    );
  }
}

export class DoorUnreachable extends DoorError {
  override readonly name = 'DoorUnreachable';
  readonly sent = 'no';
}

export class DoorTimeout extends DoorError {
  override readonly name = 'DoorTimeout';

  constructor(
    readonly sent: Sent,
    options?: ErrorOptions,
  ) {
    super('The other side did not answer in time.', options);
  }
}

/** The caller's signal ended the request. */
export class DoorCancelled extends DoorError {
  override readonly name = 'DoorCancelled';

  constructor(readonly sent: Sent) {
    super('The request was cancelled.');
  }
}

/** The connection was lost, or the answer was no HTTP, after the request had been written. */
export class DoorBroken extends DoorError {
  override readonly name = 'DoorBroken';
  readonly sent = 'maybe';
}

/** The answer is larger than allowed. Its status is known unless its headers were what was too large. */
export class DoorTooLarge extends DoorError {
  override readonly name = 'DoorTooLarge';
  readonly sent = 'maybe';

  constructor(readonly status: number | null) {
    super('The answer is larger than allowed.');
  }
}
