import { IsNull } from 'typeorm';
import { isUuid } from '../database/is-uuid.js';
import { onClient, type Store } from '../database/open-store.js';
import { flowEntity } from '../flow/flow.entity.js';
import { hookEntity } from '../flow/hook.entity.js';
import type { Scope } from '../scope.js';
import { forgetCaught } from './forget-caught.js';

/** Takes a catcher's address away and forgets what it caught; what comes in that moment, the next sweep forgets. */
export async function deleteCatcher(
  scope: Scope,
  store: Store,
  catcherId: string,
): Promise<'deleted' | 'not_found'> {
  if (!isUuid(catcherId)) return 'not_found';
  const { workspaceId } = scope;
  return store.transaction(async (inner) => {
    const { affected } = await inner
      .getRepository(flowEntity)
      .update(
        { workspaceId, id: catcherId, catches: true, deletedAt: IsNull() },
        { deletedAt: () => 'now()' },
      );
    if (affected !== 1) return 'not_found';
    await inner
      .getRepository(hookEntity)
      .update(
        { workspaceId, flowId: catcherId, revokedAt: IsNull() },
        { revokedAt: () => 'now()' },
      );
    await onClient(inner, (db) => forgetCaught(db, catcherId));
    return 'deleted';
  });
}
