import { isUuid } from '../database/is-uuid.js';
import type { Store } from '../database/open-store.js';
import type { Scope } from '../scope.js';
import { flowEntity } from './flow.entity.js';

/**
 * Pauses (events are still taken, and held) or resumes a flow. `never_published`: there is nothing that
 * could be paused. Doing it twice changes nothing.
 */
export async function switchFlow(
  scope: Scope,
  store: Store,
  given: { flowId: string; to: 'live' | 'paused' },
): Promise<'done' | 'never_published' | 'not_found'> {
  if (!isUuid(given.flowId)) return 'not_found';
  const key = { workspaceId: scope.workspaceId, id: given.flowId };
  return store.transaction(async (inner) => {
    const flows = inner.getRepository(flowEntity);
    const flow = await flows.findOne({
      where: { ...key, catches: false },
      lock: { mode: 'pessimistic_write' },
    });
    if (!flow) return 'not_found';
    if (flow.publishedVersionId === null) return 'never_published';
    if (flow.state !== given.to) await flows.update(key, { state: given.to });
    return 'done';
  });
}
