import {
  Rejected,
  Unavailable,
  type Http,
  type HttpRequest,
  type HttpResponse,
  type Why,
} from '@hookline/connector-kit';
import {
  DoorBlocked,
  DoorCancelled,
  DoorError,
  DoorInvalid,
  DoorTooLarge,
  readUrl,
  type Door,
  type DoorResponse,
  type TargetOutcome,
  type Targets,
} from '@hookline/platform';
import { enterTarget } from './enter-target.js';

const maxResponseBytes = 5 * 1_024 * 1_024;

export type HttpPlace = {
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  /** `null`: somebody waits for the answer, so that it is asked whatever the target's state. */
  readonly gate: { readonly targets: Targets; readonly workspaceId: string } | null;
};

/** The doorway from a connector's request to the one guarded door of the process. */
export function createHttpPort(door: Door, { signal, timeoutMs, gate }: HttpPlace): Http {
  const ask = (request: HttpRequest): Promise<DoorResponse> =>
    door.request({
      method: request.method,
      url: request.url,
      headers: request.headers ?? {},
      body: toBody(request.body),
      timeoutMs: Math.min(request.timeoutMs ?? timeoutMs, timeoutMs),
      maxResponseBytes,
      signal,
    });
  return {
    request: async (request) => {
      // What is no address is for the door to refuse.
      const url = gate && readUrl(request.url);
      try {
        if (gate === null || url === null) return toResponse(await ask(request));
        const response = await enterTarget(gate.targets, {
          key: `${gate.workspaceId} ${url.origin}`,
          name: url.host,
          work: () => ask(request),
          judge: judgeEnd,
        });
        return toResponse(response);
      } catch (error) {
        throw translate(error);
      }
    },
  };
}

/** Who asks for a pause, or refuses, is well; who has no answer or only an error of its own is not. */
function judgeEnd(end: { value: DoorResponse } | { error: unknown }): TargetOutcome {
  if ('value' in end) {
    const { status, headers } = end.value;
    const asksForPause = status === 503 && headers['retry-after'] !== undefined;
    return (status >= 500 && !asksForPause) || status === 408 ? 'failed' : 'answered';
  }
  const { error } = end;
  if (error instanceof DoorTooLarge) return 'answered';
  if (error instanceof DoorBlocked || error instanceof DoorInvalid) return 'none';
  if (error instanceof DoorCancelled && error.sent === 'no') return 'none';
  return error instanceof DoorError ? 'failed' : 'none';
}

function toBody(body: Uint8Array | string | undefined): Buffer | string | undefined {
  return typeof body === 'object' ? Buffer.from(body) : body;
}

function toResponse({ status, headers, body }: DoorResponse): HttpResponse {
  const read: Record<string, string> = {};
  for (const name of Object.keys(headers)) {
    const value = headers[name];
    read[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : String(value);
  }
  return { status, headers: read, body };
}

/** The platform's words for what went wrong on the wire, in the connector's words. */
function translate(error: unknown): unknown {
  if (error instanceof DoorBlocked || error instanceof DoorInvalid) {
    return new Rejected(error.message, { cause: error, why: whyOfDoor(error) });
  }
  if (error instanceof DoorTooLarge) {
    return new Rejected('The answer of the target is larger than 5 MB, so it was not read.', {
      cause: error,
      why: whyOfDoor(error),
    });
  }
  if (error instanceof DoorError) {
    const { message, sent } = error;
    return new Unavailable(message, { sent, cause: error, why: whyOfDoor(error) });
  }
  return error;
}

const whyOfDoor = ({ fault, about }: DoorError): Why => ({
  code: fault,
  ...(about !== undefined && { values: { about } }),
});
