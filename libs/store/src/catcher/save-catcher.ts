import { catcherDocument, mostCatchers, type FlowDocument } from '@hookline/contract';
import { isUuid } from '../database/is-uuid.js';
import type { Store } from '../database/open-store.js';
import { select, selectOne } from '../database/select.js';
import { storable } from '../database/storable-json.js';
import { createFlow } from '../flow/create-flow.js';
import { flowEntity } from '../flow/flow.entity.js';
import type { Scope } from '../scope.js';

/** Makes an address that belongs to no flow; it answers from now on. */
export async function createCatcher(
  scope: Scope,
  store: Store,
  given: { id: string; document: FlowDocument },
): Promise<'created' | 'too_many'> {
  return store.transaction(async (inner) => {
    // One at a time in a workspace: two that count at once would both find room for the last one.
    await selectOne(inner, lockAllSql, [scope.workspaceId]);
    const there = await select(inner, countSql, [scope.workspaceId]);
    if (there.length >= mostCatchers) return 'too_many';
    await createFlow(scope, inner, { ...given, catches: true });
    return 'created';
  });
}

/** Changes what a catcher says, under a lock: of two changes at once neither undoes the other. */
export async function changeCatcher(
  scope: Scope,
  store: Store,
  given: { catcherId: string; change: (document: FlowDocument) => FlowDocument },
): Promise<'changed' | 'not_found'> {
  const { catcherId, change } = given;
  if (!isUuid(catcherId)) return 'not_found';
  const { workspaceId } = scope;
  return store.transaction(async (inner) => {
    const row = await selectOne<{ draft: unknown }>(inner, lockSql, [workspaceId, catcherId]);
    if (!row) return 'not_found';
    const document = storable(change(catcherDocument.parse(row.draft)));
    const changed = { name: document.name, draft: document };
    await inner.getRepository(flowEntity).update({ workspaceId, id: catcherId }, changed);
    return 'changed';
  });
}

const lockAllSql = `SELECT pg_advisory_xact_lock(hashtextextended('hookline.catchers.' || $1, 0))`;

const countSql = `
  SELECT id FROM flows WHERE workspace_id = $1 AND catches AND deleted_at IS NULL`;

const lockSql = `
  SELECT draft FROM flows
  WHERE workspace_id = $1 AND id = $2 AND catches AND deleted_at IS NULL FOR UPDATE`;
