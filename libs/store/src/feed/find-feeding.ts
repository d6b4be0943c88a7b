import type { Trigger } from '@hookline/contract';
import { isUuid } from '../database/is-uuid.js';
import type { Store } from '../database/open-store.js';
import { select, selectOne } from '../database/select.js';
import { toTrigger, type StoredTrigger } from '../flow/stored-trigger.js';
import type { Scope } from '../scope.js';

/** A flow at the end of a feed, with the source that counts for it now. */
export type FedFlow = { readonly id: string; readonly name: string; readonly trigger: Trigger };

export type Feeding = {
  /** Whose address feeds the flow. */
  readonly mainFlowId: string | null;
  /** The flows that its own address feeds. */
  readonly fed: readonly FedFlow[];
};

/** Who feeds a flow now, and whom it feeds. */
export async function findFeeding(scope: Scope, store: Store, flowId: string): Promise<Feeding> {
  if (!isUuid(flowId)) return { mainFlowId: null, fed: [] };
  const values = [scope.workspaceId, flowId];
  const main = await selectOne<{ id: string }>(
    store,
    'SELECT main_flow_id AS id FROM hook_feeds WHERE workspace_id = $1 AND flow_id = $2',
    values,
  );
  const fed = await select<{ id: string; name: string; trigger: StoredTrigger }>(
    store,
    fedSql,
    values,
  );
  return {
    mainFlowId: main?.id ?? null,
    fed: fed.map((one) => ({ ...one, trigger: toTrigger(one.trigger) })),
  };
}

const fedSql = `
  SELECT f.id, f.name, coalesce(v.document, f.draft) -> 'trigger' AS trigger
  FROM hook_feeds x
  JOIN flows f ON f.workspace_id = x.workspace_id AND f.id = x.flow_id AND f.deleted_at IS NULL
  LEFT JOIN flow_versions v ON v.workspace_id = f.workspace_id AND v.id = f.published_version_id
  WHERE x.workspace_id = $1 AND x.main_flow_id = $2
  ORDER BY f.id`;
