import { flowDocument, walkSteps, type FlowDocument } from '@hookline/contract';
import type { Store } from '../database/open-store.js';
import { select } from '../database/select.js';
import type { Scope } from '../scope.js';
import { dataTableEntity } from './data-table.entity.js';

type Named = { readonly id: string; readonly name: string };

/** Deletes a table with its rows, unless a live flow writes to it: each of its leads would stop there. */
export async function deleteTable(
  scope: Scope,
  store: Store,
  table: Named,
): Promise<'deleted' | { readonly usedBy: readonly Named[] }> {
  const rows = await select<Named & { document: unknown }>(store, liveSql, [scope.workspaceId]);
  const usedBy = rows
    .filter((row) => isUsed(flowDocument.parse(row.document), table.name))
    .map(({ id, name }) => ({ id, name }));
  if (usedBy.length > 0) return { usedBy };
  const key = { workspaceId: scope.workspaceId, id: table.id };
  await store.getRepository(dataTableEntity).delete(key);
  return 'deleted';
}

/** A name that comes from the lead is known only when the lead comes. */
function isUsed(document: FlowDocument, tableName: string): boolean {
  return walkSteps(document).some(({ step }) => {
    if (step.type !== 'action' || step.app !== 'tables') return false;
    const name = step.input['table'];
    return typeof name === 'string' && name.trim().toLowerCase() === tableName.toLowerCase();
  });
}

// The text is looked through first: few flows write to tables.
const liveSql = `
  SELECT f.id, f.name, v.document FROM flows f
  JOIN flow_versions v ON v.workspace_id = f.workspace_id AND v.id = f.published_version_id
  WHERE f.workspace_id = $1 AND f.deleted_at IS NULL AND f.state = 'live'
    AND strpos(v.document::text, '"tables"') > 0
  ORDER BY f.name, f.id`;
