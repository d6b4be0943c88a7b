import type { ErrorCode } from '@hookline/contract';
import type { UnreadRefusal } from '@hookline/intake';
import { ApiError } from '../../http/index.js';

/** A request is turned away before its body is read, for a reason that its owner should see. */
export class Unread extends ApiError {
  constructor(
    code: ErrorCode,
    readonly refusal: UnreadRefusal,
  ) {
    super(code);
  }
}

export const bodyTooLarge = (limitBytes: number): Unread =>
  new Unread('body_too_large', {
    status: 413,
    code: 'body_too_large',
    values: { most: limitBytes },
  });

export const methodNotTaken = (method: string): Unread =>
  new Unread('method_not_allowed', {
    status: 405,
    code: 'method',
    values: { method: method.slice(0, 20) },
  });
