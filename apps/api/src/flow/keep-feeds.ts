import { findFeeding, keepFeed, type FeedTrouble, type Scope, type Store } from '@hookline/store';
import { ApiError } from '../http/index.js';
import { wantLive } from '../registration/want-live.js';
import { namesOf } from './check-feed.js';

export type Feeds = {
  /** The flows whose address led here before, or does now. */
  readonly mains: readonly string[];
  readonly trouble: FeedTrouble | null;
};

/**
 * Keeps who feeds whom after a change of a flow, and what the senders of its main flows should send. Within
 * a transaction that holds `lockFeeds`.
 */
export async function keepFeeds(scope: Scope, store: Store, flowId: string): Promise<Feeds> {
  const { before, now, trouble } = await keepFeed(scope, store, flowId);
  const mains = [...new Set([before, now])].flatMap((id) => (id === null ? [] : [id]));
  for (const main of mains) await wantLive(scope, store, main);
  return { mains, trouble };
}

/** Others would get nothing any more, and nobody would notice. */
export async function requireFeedsNone(scope: Scope, store: Store, flowId: string): Promise<void> {
  const { fed } = await findFeeding(scope, store, flowId);
  if (fed.length === 0) return;
  throw new ApiError(
    'flow_feeds_others',
    `The address of this flow feeds ${namesOf(fed)}: let them take events elsewhere, or delete them first.`,
    { details: fed.map(({ id, name }) => ({ id, name })) },
  );
}
