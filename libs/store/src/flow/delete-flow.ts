import { isUuid } from '../database/is-uuid.js';
import type { Store } from '../database/open-store.js';
import type { Scope } from '../scope.js';
import { hideFlow } from './hide-flow.js';

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
  const given = { id: flowId, catches: false };
  const isHidden = await store.transaction((inner) => hideFlow(scope, inner, given));
  return isHidden ? 'deleted' : 'not_found';
}
