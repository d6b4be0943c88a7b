import type { FlowDocument } from '@hookline/contract';
import { IsNull } from 'typeorm';
import { isUuid } from '../database/is-uuid.js';
import type { Store } from '../database/open-store.js';
import { storable } from '../database/storable-json.js';
import type { Scope } from '../scope.js';
import { flowEntity } from './flow.entity.js';

/**
 * Saves a draft over the revision that it was made from. `changed`: somebody saved another one in
 * between, and nothing was written.
 */
export async function saveDraft(
  scope: Scope,
  store: Store,
  given: { flowId: string; document: FlowDocument; revision: number },
): Promise<'saved' | 'changed' | 'not_found'> {
  if (!isUuid(given.flowId)) return 'not_found';
  const { workspaceId } = scope;
  const document = storable(given.document);
  const flows = store.getRepository(flowEntity);
  const { affected } = await flows.update(
    { workspaceId, id: given.flowId, draftRevision: given.revision, deletedAt: IsNull() },
    {
      name: document.name,
      draft: document,
      draftRevision: given.revision + 1,
    },
  );
  if (affected === 1) return 'saved';
  return (await flows.existsBy({ workspaceId, id: given.flowId })) ? 'changed' : 'not_found';
}
