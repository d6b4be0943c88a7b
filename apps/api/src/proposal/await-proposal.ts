import { setTimeout as sleep } from 'node:timers/promises';
import type { JsonValue, Proposal } from '@hookline/contract';
import { uuidv7 } from '@hookline/platform';
import {
  pollCall,
  withdrawCall,
  type CallAnswer,
  type PolledCall,
  type Scope,
  type Store,
} from '@hookline/store';
import { z } from 'zod';
import { valueOf } from '../call/ask-worker.js';
import { findProblems } from '../flow/find-problems.js';
import { readDocument } from '../flow/read-document.js';
import { ApiError } from '../http/index.js';
import { modelCall } from './ask-for-flow.js';
import { readProposal } from './read-proposal.js';

const everyMs = 200;
const waitMs = 5_000;

const said = z.object({ text: z.string() });
const asked = z.object({
  source: z.object({ app: z.string(), event: z.string() }).optional(),
});

/** Waits a while for the model, and makes a draft of what it says, as far as it goes. */
export async function awaitProposal(scope: Scope, store: Store, id: string): Promise<Proposal> {
  const which = { id, kind: modelCall } as const;
  const endsAt = performance.now() + waitMs;
  for (;;) {
    const found = await pollCall(scope, store, which);
    if (!found) throw new ApiError('proposal_not_found');
    if (found.answer) return propose(scope, store, found);
    if (found.isLost) {
      await withdrawCall(scope, store, which);
      throw new ApiError('worker_unavailable');
    }
    if (performance.now() >= endsAt) return { state: 'working' };
    await sleep(everyMs);
  }
}

async function propose(
  scope: Scope,
  store: Store,
  { request, answer }: PolledCall,
): Promise<Proposal> {
  if (answer === null) return { state: 'working' };
  const { text } = said.parse(saidOf(answer));
  const { source } = asked.parse(request);
  const read = readProposal(text, source);
  if (read === null) throw new ApiError('proposal_unusable');
  // The very reading and checks of a document that somebody sends.
  const document = readDocument(read.document);
  const problems = await findProblems(scope, store, { flowId: uuidv7(), document });
  return { state: 'ready', document, problems: [...problems], leftOut: [...read.leftOut] };
}

/** Whoever asked has done nothing wrong when the model refuses or says nothing. */
function saidOf(answer: CallAnswer): JsonValue {
  if (answer.ok || answer.code !== 'rejected') return valueOf(answer);
  const { message, why } = answer;
  throw new ApiError('model_failed', message, why === undefined ? {} : { details: { why } });
}
