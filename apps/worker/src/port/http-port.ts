import { Rejected, Unavailable, type Http, type HttpResponse } from '@hookline/connector-kit';
import {
  DoorBlocked,
  DoorError,
  DoorInvalid,
  DoorTooLarge,
  type Door,
  type DoorResponse,
} from '@hookline/platform';

const maxResponseBytes = 5 * 1_024 * 1_024;

/** The doorway from a connector's request to the one guarded door of the process. */
export function createHttpPort(door: Door, signal: AbortSignal, stepTimeoutMs: number): Http {
  return {
    request: async (request) => {
      try {
        const response = await door.request({
          method: request.method,
          url: request.url,
          headers: request.headers ?? {},
          body: toBody(request.body),
          timeoutMs: Math.min(request.timeoutMs ?? stepTimeoutMs, stepTimeoutMs),
          maxResponseBytes,
          signal,
        });
        return toResponse(response);
      } catch (error) {
        throw translate(error);
      }
    },
  };
}

function toBody(body: Uint8Array | string | undefined): Buffer | string | undefined {
  return typeof body === 'object' ? Buffer.from(body) : body;
}

function toResponse(response: DoorResponse): HttpResponse {
  return {
    status: response.status,
    headers: Object.fromEntries(
      Object.entries(response.headers).map(([name, value]) => [
        name.toLowerCase(),
        Array.isArray(value) ? value.join(', ') : String(value),
      ]),
    ),
    body: response.body,
  };
}

/** The platform's words for what went wrong on the wire, in the connector's words. */
function translate(error: unknown): unknown {
  if (error instanceof DoorBlocked || error instanceof DoorInvalid) {
    return new Rejected(error.message, { cause: error });
  }
  if (error instanceof DoorTooLarge) {
    return new Rejected('The answer of the target is larger than 5 MB, so it was not read.', {
      cause: error,
    });
  }
  if (error instanceof DoorError) {
    return new Unavailable(error.message, { sent: error.sent, cause: error });
  }
  return error;
}
