import type { FlowProblem } from '../check-flow.js';

export type RefusalCode =
  | 'unknown_step'
  | 'unknown_branch'
  | 'unknown_place'
  | 'not_a_branch'
  | 'not_a_loop'
  | 'id_taken'
  | 'into_itself'
  | 'last_branch'
  | 'wrong_step_type'
  | 'invalid_document';

/** An operation that cannot be done on this document; the document stays as it was. */
export class OperationRefused extends Error {
  override readonly name = 'OperationRefused';

  constructor(
    readonly code: RefusalCode,
    message: string,
    readonly problems: readonly FlowProblem[] = [],
  ) {
    super(message);
  }
}
