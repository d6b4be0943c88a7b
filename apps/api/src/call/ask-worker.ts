import { setTimeout as sleep } from 'node:timers/promises';
import type { ErrorCode, JsonObject, JsonValue } from '@hookline/contract';
import { uuidv7 } from '@hookline/platform';
import {
  askCall,
  dropCall,
  readCall,
  type CallAnswer,
  type CallKind,
  type Scope,
  type Store,
} from '@hookline/store';
import { ApiError } from '../http/index.js';
import type { Hints } from '../parts.js';

const everyMs = 25;
/** Less than an idle socket of ours lives, so that the asker hears the end of it. */
const patienceMs = 28_000;

export type Question = { readonly kind: CallKind; readonly request: JsonObject };
export type Asking = {
  readonly store: Store;
  readonly hints: Pick<Hints, 'wakeCalls'>;
  readonly patienceMs?: number;
};

/**
 * Has a worker do what only a worker may: talk to the outside world.
 * @throws ApiError worker_unavailable when none answers in time; the question is then withdrawn.
 */
export async function askWorker(
  scope: Scope,
  { store, hints, ...options }: Asking,
  question: Question,
): Promise<CallAnswer> {
  const id = uuidv7();
  await askCall(scope, store, { id, ...question });
  hints.wakeCalls();
  const endsAt = performance.now() + (options.patienceMs ?? patienceMs);
  while (performance.now() < endsAt) {
    const answer = await readCall(scope, store, id);
    if (answer) return answer;
    await sleep(everyMs);
  }
  await dropCall(scope, store, id);
  throw new ApiError('worker_unavailable');
}

/** The value of a good answer; a refusal becomes the error that the asker hears. */
export function valueOf(answer: CallAnswer): JsonValue {
  if (answer.ok) return answer.value;
  const { message, why } = answer;
  throw new ApiError(codeOf(answer.code), message, why === undefined ? {} : { details: { why } });
}

function codeOf(code: string): ErrorCode {
  switch (code) {
    case 'needs_reconnect':
      return 'connection_invalid';
    case 'rejected':
    case 'skipped':
      return 'invalid_request';
    case 'throttled':
    case 'unavailable':
      return 'try_later';
    default:
      return 'internal';
  }
}
