import { isUuid } from '../database/is-uuid.js';
import { onClient, type Store } from '../database/open-store.js';
import { hideFlow } from '../flow/hide-flow.js';
import type { Scope } from '../scope.js';
import { forgetCaught } from './forget-caught.js';

/** Takes a catcher's address away and forgets what it caught; what comes in that moment, the next sweep forgets. */
export async function deleteCatcher(
  scope: Scope,
  store: Store,
  catcherId: string,
): Promise<'deleted' | 'not_found'> {
  if (!isUuid(catcherId)) return 'not_found';
  return store.transaction(async (inner) => {
    if (!(await hideFlow(scope, inner, { id: catcherId, catches: true }))) return 'not_found';
    await onClient(inner, (db) => forgetCaught(db, { catcherId }));
    return 'deleted';
  });
}
