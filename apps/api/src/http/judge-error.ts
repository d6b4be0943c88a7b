import { HttpException } from '@nestjs/common';
import type { ErrorCode } from '@hookline/contract';
import { sqlState } from '@hookline/store';
import { ApiError } from './api-error.js';

/** Codes of the socket, of the name look-up and of a server that shuts down or is full. */
const outage =
  /^(ECONN\w+|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN|ENOENT|08\w{3}|57P0[1-4]|57014|53\d{3}|55P03|25006)$/;
const driverWords =
  /timeout exceeded when trying to connect|Connection terminated|Query read timeout|the database system is|Client has encountered a connection error|Cannot use a pool after calling end/;

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

/** True when the database, or the way to it, is down, and not this one statement wrong. */
function isDatabaseOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError && error.errors.some(isDatabaseOutage)) return true;
  const state = sqlState(error);
  const code = state ?? ('code' in error ? String(error.code) : '');
  const isOfDriver = state !== null || isOfSocket(error);
  return (isOfDriver && outage.test(code)) || driverWords.test(error.message);
}

const isOfSocket = (error: Error): boolean =>
  'syscall' in error && ['connect', 'read', 'write', 'getaddrinfo'].includes(String(error.syscall));

/** Only the web framework's own errors speak of a status; an error of ours or a library's does not. */
function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  if (!(error instanceof Error) || !('code' in error) || !('statusCode' in error)) return 500;
  const isFrameworks = String(error.code).startsWith('FST_') || error.name === 'SyntaxError';
  return isFrameworks && typeof error.statusCode === 'number' ? error.statusCode : 500;
}
