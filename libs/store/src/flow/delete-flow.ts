import { IsNull } from 'typeorm';
import { isUuid } from '../database/is-uuid.js';
import type { Store } from '../database/open-store.js';
import type { Scope } from '../scope.js';
import { flowEntity } from './flow.entity.js';
import { hookEntity } from './hook.entity.js';

/**
 * Hides a flow and revokes its address. Its events and runs stay, and runs that are open go on: what was
 * accepted is not dropped.
 */
export async function deleteFlow(
  scope: Scope,
  store: Store,
  flowId: string,
): Promise<'deleted' | 'not_found'> {
  if (!isUuid(flowId)) return 'not_found';
  const { workspaceId } = scope;
  return store.transaction(async (inner) => {
    const { affected } = await inner
      .getRepository(flowEntity)
      .update(
        { workspaceId, id: flowId, catches: false, deletedAt: IsNull() },
        { deletedAt: () => 'now()' },
      );
    if (affected !== 1) return 'not_found';
    await inner
      .getRepository(hookEntity)
      .update({ workspaceId, flowId, revokedAt: IsNull() }, { revokedAt: () => 'now()' });
    return 'deleted';
  });
}
