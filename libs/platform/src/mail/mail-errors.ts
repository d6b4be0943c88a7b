import type { DoorFault, Sent } from '../outbound/door-errors.js';

/** Where in the talk with the server it happened. */
export type MailStage = 'connect' | 'login' | 'sender' | 'recipients' | 'message';

/** What is wrong or went wrong, for whoever tells it in other words than the message. */
export type MailFault =
  | DoorFault
  | 'mail_address'
  | 'mail_broken'
  | 'mail_deferred'
  | 'mail_invalid'
  | 'mail_late'
  | 'mail_login'
  | 'mail_many_recipients'
  | 'mail_no_recipient'
  | 'mail_recipient'
  | 'mail_refused'
  | 'mail_sender'
  | 'mail_unknown';

export abstract class MailError extends Error {
  abstract readonly sent: Sent;
  abstract readonly fault: MailFault;
  readonly about: string | undefined = undefined;
  /** What the server itself said. */
  readonly answer: string | undefined = undefined;
}

/** The mail itself is wrong: an address, the message id, a part that is no text. */
export class MailInvalid extends MailError {
  override readonly name = 'MailInvalid';
  readonly sent = 'no';

  constructor(
    message: string,
    readonly fault: MailFault,
  ) {
    super(message);
  }
}

const refusedAt: Readonly<Record<MailStage, MailFault>> = {
  connect: 'mail_refused',
  login: 'mail_login',
  sender: 'mail_sender',
  recipients: 'mail_recipient',
  message: 'mail_refused',
};

/** The server said no for good (5xx). At the stage `login`: the user or password is wrong. */
export class MailRefused extends MailError {
  override readonly name = 'MailRefused';
  readonly sent = 'no';
  readonly fault: MailFault;

  constructor(
    override readonly answer: string,
    readonly stage: MailStage,
    options?: ErrorOptions,
  ) {
    super(`The mail server refused: ${answer}`, options);
    this.fault = refusedAt[stage];
  }
}

/** The server said: later (4xx). */
export class MailDeferred extends MailError {
  override readonly name = 'MailDeferred';
  readonly sent = 'no';
  readonly fault = 'mail_deferred';

  constructor(
    override readonly answer: string,
    readonly stage: MailStage,
    options?: ErrorOptions,
  ) {
    super(`The mail server put it off: ${answer}`, options);
  }
}

/** No server, no secure line, or the line was lost before the message was complete. */
export class MailUnreachable extends MailError {
  override readonly name = 'MailUnreachable';
  readonly sent = 'no';
  override readonly about: string | undefined;

  constructor(
    message: string,
    readonly fault: MailFault,
    options?: ErrorOptions & { readonly about?: string | undefined },
  ) {
    super(message, options);
    this.about = options?.about;
  }
}

/** The line was lost after the whole message was sent and before the server said what it did with it. */
export class MailUnknown extends MailError {
  override readonly name = 'MailUnknown';
  readonly sent = 'maybe';
  readonly fault = 'mail_unknown';
}
