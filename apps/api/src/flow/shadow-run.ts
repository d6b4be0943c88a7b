import { shadowBatch, type ShadowBatch } from '@hookline/contract';
import type { Scope } from '@hookline/store';
import { askWorker, valueOf, type Asking } from '../call/ask-worker.js';
import { ApiError } from '../http/index.js';
import { findProblems } from './find-problems.js';
import { flowInvalid } from './flow-problem.js';
import { requireOwnSchema } from './view-flow.js';

type Shadowing = {
  readonly flowId: string;
  readonly revision: number;
  readonly cursor: string | null;
  readonly limit: number;
  readonly reads: 'records' | 'allowed';
};

/** Has a worker work through a batch of past events by the draft, which must be fit to be published. */
export async function shadowRun(
  scope: Scope,
  asking: Asking,
  request: Shadowing,
): Promise<ShadowBatch> {
  const flow = await requireOwnSchema(scope, asking.store, request.flowId);
  if (flow.draftRevision !== request.revision) {
    throw new ApiError('draft_changed', 'The draft was changed meanwhile; start again.');
  }
  const problems = await findProblems(scope, asking.store, {
    flowId: flow.id,
    document: flow.draft,
  });
  if (problems.length > 0) throw flowInvalid(problems);
  return shadowBatch.parse(
    valueOf(await askWorker(scope, asking, { kind: 'shadow_run', request })),
  );
}
