import { isUuid } from '../database/is-uuid.js';
import type { Store } from '../database/open-store.js';
import { selectOne } from '../database/select.js';
import type { Scope } from '../scope.js';
import { flowVersionEntity } from './flow-version.entity.js';
import { flowEntity, type FlowRow } from './flow.entity.js';

export type Publishing =
  | { readonly outcome: 'published'; readonly number: number }
  | { readonly outcome: 'changed' | 'not_found' };

/**
 * Makes the draft of the named revision the live version: a new row that never changes, and the pointer
 * moved to it, under a lock of the flow. `changed`: the draft is no longer the one that was checked.
 * A draft that is published already makes no second version; the flow goes live all the same.
 */
export async function publishFlow(
  scope: Scope,
  store: Store,
  given: { flowId: string; revision: number; versionId: string; publishedBy: string },
): Promise<Publishing> {
  if (!isUuid(given.flowId)) return { outcome: 'not_found' };
  const key = { workspaceId: scope.workspaceId, id: given.flowId };
  return store.transaction(async (inner) => {
    const flows = inner.getRepository(flowEntity);
    const flow = await flows.findOne({ where: key, lock: { mode: 'pessimistic_write' } });
    if (!flow) return { outcome: 'not_found' };
    if (flow.draftRevision !== given.revision) return { outcome: 'changed' };
    const version = await currentVersion(inner, flow);
    if (version?.is_same) {
      await flows.update(key, { state: 'live' });
      return { outcome: 'published', number: version.number };
    }
    const number = (version?.newest ?? 0) + 1;
    await inner.getRepository(flowVersionEntity).insert({
      workspaceId: scope.workspaceId,
      id: given.versionId,
      flowId: flow.id,
      number,
      document: flow.draft,
      publishedBy: given.publishedBy,
    });
    await flows.update(key, { state: 'live', publishedVersionId: given.versionId });
    return { outcome: 'published', number };
  });
}

function currentVersion(
  store: Store,
  flow: FlowRow,
): Promise<{ number: number; newest: number; is_same: boolean } | null> {
  return selectOne(
    store,
    `SELECT v.number, v.document::jsonb = f.draft::jsonb AS is_same,
            (SELECT max(number) FROM flow_versions WHERE workspace_id = $1 AND flow_id = $2) AS newest
     FROM flows f JOIN flow_versions v ON v.workspace_id = f.workspace_id AND v.id = f.published_version_id
     WHERE f.workspace_id = $1 AND f.id = $2`,
    [flow.workspaceId, flow.id],
  );
}
