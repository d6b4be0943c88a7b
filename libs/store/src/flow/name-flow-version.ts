import { isUuid } from '../database/is-uuid.js';
import type { Store } from '../database/open-store.js';
import { storableText } from '../database/storable-json.js';
import type { Scope } from '../scope.js';
import { findFlowVersion, type NamedVersion } from './list-flow-versions.js';

/** Gives a published version a name, or takes it away; null where the flow has no such version. */
export async function nameFlowVersion(
  scope: Scope,
  store: Store,
  given: { flowId: string; versionId: string; name: string | null },
): Promise<NamedVersion | null> {
  if (!isUuid(given.versionId)) return null;
  const version = await findFlowVersion(scope, store, given.versionId);
  if (!version || version.flowId !== given.flowId) return null;
  const key = [scope.workspaceId, given.versionId];
  if (given.name === null) {
    await store.query(
      'DELETE FROM flow_version_names WHERE workspace_id = $1 AND version_id = $2',
      key,
    );
    return { ...version, name: null };
  }
  const name = storableText(given.name);
  await store.query(
    `INSERT INTO flow_version_names (workspace_id, version_id, name) VALUES ($1, $2, $3)
     ON CONFLICT (workspace_id, version_id) DO UPDATE SET name = $3, named_at = now()`,
    [...key, name],
  );
  return { ...version, name };
}
