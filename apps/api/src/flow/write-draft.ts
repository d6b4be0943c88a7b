import type { FlowDocument } from '@hookline/contract';
import {
  createFlow,
  lockFeeds,
  saveDraft,
  type FlowRecord,
  type Scope,
  type Store,
} from '@hookline/store';
import { keepFeeds } from './keep-feeds.js';

type Saved = {
  readonly outcome: Awaited<ReturnType<typeof saveDraft>>;
  readonly mains: readonly string[];
};

/**
 * Saves a draft. One that never went live takes events already, and so it may choose whose.
 * @returns also the flows whose address feeds it otherwise now
 */
export async function writeDraft(
  scope: Scope,
  store: Store,
  { flow, document, revision }: { flow: FlowRecord; document: FlowDocument; revision: number },
): Promise<Saved> {
  const given = { flowId: flow.id, document, revision };
  const isAsked = (flow.draft.endpoint?.through ?? document.endpoint?.through) !== undefined;
  if (flow.published !== null || !isAsked) {
    return { outcome: await saveDraft(scope, store, given), mains: [] };
  }
  return store.transaction(async (inner) => {
    await lockFeeds(scope, inner);
    const outcome = await saveDraft(scope, inner, given);
    return { outcome, mains: (await keepFeeds(scope, inner, flow.id)).mains };
  });
}

/** Creates a flow, which may begin with events of another one's address. */
export async function writeFirstDraft(
  scope: Scope,
  store: Store,
  given: { id: string; document: FlowDocument },
): Promise<readonly string[]> {
  return store.transaction(async (inner) => {
    const isFed = given.document.endpoint?.through !== undefined;
    if (isFed) await lockFeeds(scope, inner);
    await createFlow(scope, inner, given);
    return isFed ? (await keepFeeds(scope, inner, given.id)).mains : [];
  });
}
