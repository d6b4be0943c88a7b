import { sayReason, type ReasonCode, type ReasonValues } from '@hookline/contract';

/** Why a request is not taken: returned, not thrown, because bad input is an ordinary thing here. */
export class Refusal {
  readonly reason: string;

  constructor(
    readonly status: 400 | 401 | 405 | 413 | 415 | 429,
    readonly code: ReasonCode,
    values: ReasonValues = {},
  ) {
    this.reason = sayReason(code, values);
  }
}
