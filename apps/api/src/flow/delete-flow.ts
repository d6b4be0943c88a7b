import {
  deleteFlow as remove,
  leaveRegistrations,
  lockFeeds,
  type Scope,
  type Store,
} from '@hookline/store';
import { ApiError } from '../http/index.js';
import { keepFeeds, requireFeedsNone } from './keep-feeds.js';

/** Deletes a flow that feeds no other. @returns the flow whose address fed it, if one did. */
export async function deleteFlow(
  scope: Scope,
  store: Store,
  flowId: string,
): Promise<readonly string[]> {
  return store.transaction(async (inner) => {
    await lockFeeds(scope, inner);
    await requireFeedsNone(scope, inner, flowId);
    await leaveRegistrations(scope, inner, flowId);
    const outcome = await remove(scope, inner, flowId);
    if (outcome === 'not_found') throw new ApiError('flow_not_found');
    return (await keepFeeds(scope, inner, flowId)).mains;
  });
}
