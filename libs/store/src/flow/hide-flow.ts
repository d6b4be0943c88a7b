import { IsNull } from 'typeorm';
import type { Store } from '../database/open-store.js';
import type { Scope } from '../scope.js';
import { flowEntity } from './flow.entity.js';
import { hookEntity } from './hook.entity.js';

/**
 * Hides a flow, or a catcher, and revokes its address; to be called in a transaction.
 * @returns false when there is none of this kind.
 */
export async function hideFlow(
  { workspaceId }: Scope,
  inner: Store,
  { id, catches }: { id: string; catches: boolean },
): Promise<boolean> {
  const { affected } = await inner
    .getRepository(flowEntity)
    .update({ workspaceId, id, catches, deletedAt: IsNull() }, { deletedAt: () => 'now()' });
  if (affected !== 1) return false;
  await inner
    .getRepository(hookEntity)
    .update({ workspaceId, flowId: id, revokedAt: IsNull() }, { revokedAt: () => 'now()' });
  return true;
}
