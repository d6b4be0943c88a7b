import { modelAction, type Trigger } from '@hookline/contract';
import { findReceiver } from '@hookline/connectors';
import { uuidv7 } from '@hookline/platform';
import { askCallWithin, findConnection, type Scope } from '@hookline/store';
import type { Asking } from '../call/ask-worker.js';
import { ApiError } from '../http/index.js';
import { writePrompt } from './write-prompt.js';

export const modelCall = 'ask_model';

/** One person with three open pages; a queue of more would only be paid for. */
const mostAtOnce = 3;

export type Described = {
  readonly connectionId: string;
  readonly description: string;
  readonly source?: Pick<Trigger, 'app' | 'event'> | undefined;
};

/**
 * Leaves the question for a worker, and does not wait for its answer. What goes to the model is what the
 * person wrote and the public catalogue, nothing of the workspace.
 */
export async function askForFlow(
  scope: Scope,
  { store, hints }: Pick<Asking, 'store' | 'hints'>,
  { connectionId, description, source }: Described,
): Promise<string> {
  const connection = await findConnection(scope, store, connectionId);
  if (!connection || connection.app !== modelAction.app) throw new ApiError('connection_not_found');
  if (source && !findReceiver(source.app, source.event)) throw new ApiError('invalid_request');
  const id = uuidv7();
  const request = {
    connectionId,
    instruction: writePrompt(source),
    text: description,
    ...(source ? { source } : {}),
  };
  const call = { id, kind: modelCall, request } as const;
  const outcome = await askCallWithin(scope, store, call, mostAtOnce);
  if (outcome === 'too_many') throw new ApiError('too_many_requests');
  hints.wakeCalls();
  return id;
}
