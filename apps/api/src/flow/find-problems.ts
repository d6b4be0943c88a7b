import { walkSteps, type FlowDocument, type FlowProblem } from '@hookline/contract';
import {
  findConnectionApps,
  findFilledFields,
  listTableColumns,
  onClient,
  type Scope,
  type Store,
} from '@hookline/store';
import { checkDocument } from './check-document.js';
import { checkFeed } from './check-feed.js';
import { checkTables } from './check-tables.js';

/** What stands in the way of publishing a document in this workspace. */
export async function findProblems(
  scope: Scope,
  store: Store,
  { flowId, document }: { readonly flowId: string; readonly document: FlowDocument },
): Promise<readonly FlowProblem[]> {
  const apps = await findConnectionApps(scope, store, connectionIds(document));
  const { connectionId } = document.trigger;
  const filled = await findFilledFields(scope, store, connectionId === null ? [] : [connectionId]);
  const tables = await onClient(store, (db) => listTableColumns(scope, db));
  return [
    ...checkDocument(
      document,
      (id) => apps.get(id) ?? null,
      (id) => filled.get(id) ?? null,
    ),
    ...checkTables(document, tables),
    ...(await checkFeed(scope, store, { flowId, document })),
  ];
}

function connectionIds(document: FlowDocument): readonly string[] {
  const used = [
    document.trigger.connectionId,
    ...walkSteps(document).map(({ step }) => (step.type === 'action' ? step.connectionId : null)),
  ];
  return used.flatMap((id) => (id === null ? [] : [id]));
}
