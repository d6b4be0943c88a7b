import { errors, type Dispatcher, type Pool } from 'undici';
import {
  DoorBroken,
  DoorTimeout,
  DoorTooLarge,
  unreachable,
  type DoorError,
} from './door-errors.js';
import type { Clock } from './start-clock.js';

type Message = { method: string; path: string; headers: string[]; body: Buffer | string | null };
export type Reply = {
  status: number;
  headers: Record<string, string | string[]>;
  body: Buffer;
};

/** Writes one request to a connection of the pool and gathers the answer, within size and time. */
export function exchange(
  pool: Pool,
  { message, maxBytes, clock }: { message: Message; maxBytes: number; clock: Clock },
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let receivedBytes = 0;
    let head: { status: number; headers: Reply['headers'] } | null = null;
    let onWire: Dispatcher.DispatchController | null = null;
    let over: Error | null = null;

    const end = (error: Error) => {
      over ??= error;
      onWire?.abort(error);
      reject(over);
    };
    clock.onRing(end);
    if (over !== null) return;

    pool.dispatch(message, {
      onRequestStart(controller) {
        // Ended while it waited for a connection: this stops it before a byte is written.
        if (over !== null) return controller.abort(over);
        onWire = controller;
        clock.markSent();
      },
      onResponseStart(_controller, status, headers) {
        head = { status, headers: definedOnly(headers) };
      },
      onResponseData(_controller, chunk) {
        receivedBytes += chunk.length;
        if (receivedBytes > maxBytes) end(new DoorTooLarge(head?.status ?? null));
        else chunks.push(chunk);
      },
      onResponseEnd() {
        if (head === null) return end(new DoorBroken('The answer had no head.', 'HTTP'));
        const { status, headers } = head;
        resolve({ status, headers, body: Buffer.concat(chunks, receivedBytes) });
      },
      onResponseError(_controller, cause) {
        end(translate(cause, { isSent: onWire !== null }));
      },
    });
  });
}

function translate(cause: Error, { isSent }: { isSent: boolean }): DoorError {
  if (cause instanceof errors.HeadersOverflowError) return new DoorTooLarge(null);
  if (cause instanceof errors.ConnectTimeoutError) return new DoorTimeout('no', { cause });
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name;
  return isSent
    ? new DoorBroken(`The connection broke before the whole answer was there (${code}).`, code, {
        cause,
      })
    : unreachable(code, { cause });
}

function definedOnly(headers: Record<string, string | string[] | undefined>) {
  const result: Reply['headers'] = {};
  for (const name of Object.keys(headers)) {
    const value = headers[name];
    if (value !== undefined) result[name] = value;
  }
  return result;
}
