import { HttpException } from '@nestjs/common';
import type { ErrorCode } from '@hookline/contract';
import { isDatabaseOutage } from '@hookline/store';
import { ApiError } from './api-error.js';

const byStatus = new Map<number, ErrorCode>([
  [400, 'invalid_request'],
  [404, 'not_found'],
  [405, 'method_not_allowed'],
  [408, 'request_too_slow'],
  [413, 'body_too_large'],
  [414, 'not_found'],
  [415, 'unsupported_body'],
  [429, 'too_many_requests'],
  [503, 'try_later'],
]);

/** Translates whatever was thrown into an answer of the catalogue; what nobody expected is `internal`. */
export function judgeError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (isDatabaseOutage(error)) return new ApiError('try_later', undefined, { cause: error });
  const code = byStatus.get(statusOf(error));
  if (!code) return new ApiError('internal', undefined, { cause: error });
  return new ApiError(code, undefined, { cause: error });
}

/** Only the web framework's own errors speak of a status; an error of ours or a library's does not. */
function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  if (!(error instanceof Error) || !('code' in error) || !('statusCode' in error)) return 500;
  const isFrameworks = String(error.code).startsWith('FST_') || error.name === 'SyntaxError';
  return isFrameworks && typeof error.statusCode === 'number' ? error.statusCode : 500;
}
