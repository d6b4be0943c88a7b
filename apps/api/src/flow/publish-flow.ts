import { uuidv7 } from '@hookline/platform';
import { lockFeeds, publishFlow as publish, type Scope, type Store } from '@hookline/store';
import type { FlowProblem } from '@hookline/contract';
import { ApiError } from '../http/index.js';
import { wantLive } from '../registration/want-live.js';
import { feedsOthers } from './check-feed.js';
import { findProblems } from './find-problems.js';
import { flowInvalid } from './flow-problem.js';
import { keepFeeds } from './keep-feeds.js';
import { requireOwnSchema } from './view-flow.js';

/** How often a draft, or what feeds it, may change between its check and its publication. */
const tries = 3;

type Given = {
  readonly flowId: string;
  readonly publishedBy: string;
  /** The draft that somebody looked at; `null`: whatever it is. */
  readonly revision: number | null;
};

/**
 * Publishes the draft if nothing is wrong with it: exactly the one that was checked, and that was looked at.
 * @returns the flows whose address fed it before, or does now
 */
export async function publishFlow(
  scope: Scope,
  store: Store,
  given: Given,
): Promise<readonly string[]> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const flow = await requireOwnSchema(scope, store, given.flowId);
    if (given.revision !== null && given.revision !== flow.draftRevision) {
      throw new ApiError('draft_moved_on');
    }
    refuse(await findProblems(scope, store, { flowId: flow.id, document: flow.draft }));
    const mains = await publishChecked(scope, store, { ...given, revision: flow.draftRevision });
    if (mains !== 'changed') return mains;
  }
  throw new ApiError('flow_state_conflict', 'The draft is being changed right now; try again.');
}

function refuse(problems: readonly FlowProblem[]): void {
  if (problems.length === 0) return;
  const invalid = flowInvalid(problems);
  const isFeeding = problems.some(({ code }) => code === feedsOthers);
  throw isFeeding
    ? new ApiError('flow_feeds_others', invalid.message, { details: invalid.details ?? null })
    : invalid;
}

/** `changed`: what was checked is no longer so, and nothing was written. */
async function publishChecked(
  scope: Scope,
  store: Store,
  given: Omit<Given, 'revision'> & { readonly revision: number },
): Promise<readonly string[] | 'changed'> {
  return store
    .transaction(async (inner) => {
      await lockFeeds(scope, inner);
      const { outcome } = await publish(scope, inner, { ...given, versionId: uuidv7() });
      if (outcome === 'not_found') throw new ApiError('flow_not_found');
      if (outcome === 'changed') throw new Changed();
      const { mains, trouble } = await keepFeeds(scope, inner, given.flowId);
      if (trouble !== null) throw new Changed();
      await wantLive(scope, inner, given.flowId);
      return mains;
    })
    .catch((error: unknown) => {
      if (error instanceof Changed) return 'changed';
      throw error;
    });
}

class Changed extends Error {}
