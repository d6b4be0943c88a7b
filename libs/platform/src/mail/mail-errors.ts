import type { Sent } from '../outbound/door-errors.js';

/** Where in the talk with the server it happened. */
export type MailStage = 'connect' | 'login' | 'sender' | 'recipients' | 'message';

export abstract class MailError extends Error {
  abstract readonly sent: Sent;
}

/** The mail itself is wrong: an address, the message id, a part that is no text. */
export class MailInvalid extends MailError {
  override readonly name = 'MailInvalid';
  readonly sent = 'no';
}

/** The server said no for good (5xx). At the stage `login`: the user or password is wrong. */
export class MailRefused extends MailError {
  override readonly name = 'MailRefused';
  readonly sent = 'no';

  constructor(
    message: string,
    readonly stage: MailStage,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The server said: later (4xx). */
export class MailDeferred extends MailError {
  override readonly name = 'MailDeferred';
  readonly sent = 'no';

  constructor(
    message: string,
    readonly stage: MailStage,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** No server, no secure line, or the line was lost before the message was complete. */
export class MailUnreachable extends MailError {
  override readonly name = 'MailUnreachable';
  readonly sent = 'no';
}

/** The line was lost after the whole message was sent and before the server said what it did with it. */
export class MailUnknown extends MailError {
  override readonly name = 'MailUnknown';
  readonly sent = 'maybe';
}
