import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { uuidv7 } from '@hookline/platform';
import { ApiError } from './api-error.js';
import { bodyOf } from './error-filter.js';

/** Answers what is no HTTP, or comes too slowly, in the form of every other error, and hangs up. */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const { status, told } = judge(error.code);
  const body = JSON.stringify(bodyOf(told, uuidv7()));
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Connection: close',
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

function judge(code: string | undefined): { status: number; told: ApiError } {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return { status: 408, told: new ApiError('request_too_slow') };
  }
  if (code === 'HPE_HEADER_OVERFLOW') {
    return { status: 431, told: new ApiError('invalid_request', 'The headers are too large.') };
  }
  return { status: 400, told: new ApiError('invalid_request', 'This is no HTTP request.') };
}
