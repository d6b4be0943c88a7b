/** Something the person at the terminal can act on: printed as it is, without a stack. */
export class Failure extends Error {
  constructor(
    message: string,
    readonly code: string = 'failed',
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'Failure';
  }
}
