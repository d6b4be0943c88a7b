import type { FlowProblem, FlowProblemCode } from '@hookline/contract';
import type { TemplateFaultCode } from '@hookline/mapping';
import { ApiError } from '../http/index.js';

type Said = string | { readonly message: string; readonly about?: string | undefined };

/** The code is one that the pages have words for; `about` is what these words name. */
export function problem(
  pointer: string,
  code: FlowProblemCode | TemplateFaultCode,
  said: Said,
): FlowProblem {
  if (typeof said === 'string') return { pointer, code, message: said };
  const { message, about } = said;
  return { pointer, code, message, ...(about === undefined ? {} : { about }) };
}

/** Refuses a flow with all that is wrong with it at once. */
export function flowInvalid(problems: readonly FlowProblem[]): ApiError {
  const [first] = problems;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more, see details)` : '';
  return new ApiError('flow_invalid', `${first?.message ?? 'The flow is invalid'}${more}`, {
    details: problems.map(({ about, ...one }) => (about === undefined ? one : { ...one, about })),
  });
}
