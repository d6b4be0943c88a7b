import type { FlowProblem } from '@hookline/contract';
import { ApiError } from '../http/index.js';

export function problem(pointer: string, code: string, message: string): FlowProblem {
  return { pointer, code, message };
}

/** Refuses a flow with all that is wrong with it at once. */
export function flowInvalid(problems: readonly FlowProblem[]): ApiError {
  const [first] = problems;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more, see details)` : '';
  return new ApiError('flow_invalid', `${first?.message ?? 'The flow is invalid'}${more}`, {
    details: problems.map((one) => ({ ...one })),
  });
}
