import { uuidv7 } from '@hookline/platform';
import { publishFlow as publish, type Scope, type Store } from '@hookline/store';
import { ApiError } from '../http/index.js';
import { findProblems } from './find-problems.js';
import { flowInvalid } from './flow-problem.js';
import { wantLive } from '../registration/want-live.js';
import { requireOwnSchema } from './view-flow.js';

/** How often a draft may change between its check and its publication. */
const tries = 3;

/** Publishes the draft if nothing is wrong with it: exactly the one that was checked. */
export async function publishFlow(
  scope: Scope,
  store: Store,
  given: { flowId: string; publishedBy: string },
): Promise<void> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const flow = await requireOwnSchema(scope, store, given.flowId);
    const problems = await findProblems(scope, store, flow.draft);
    if (problems.length > 0) throw flowInvalid(problems);
    const { outcome } = await store.transaction(async (inner) => {
      const version = { revision: flow.draftRevision, versionId: uuidv7() };
      const published = await publish(scope, inner, { ...given, ...version });
      if (published.outcome === 'published') await wantLive(scope, inner, given.flowId);
      return published;
    });
    if (outcome === 'published') return;
    if (outcome === 'not_found') throw new ApiError('flow_not_found');
  }
  throw new ApiError('flow_state_conflict', 'The draft is being changed right now; try again.');
}
