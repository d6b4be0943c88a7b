import { walkSteps, type FlowDocument, type FlowProblem } from '@hookline/contract';
import { findConnectionApps, type Scope, type Store } from '@hookline/store';
import { checkDocument } from './check-document.js';

/** What stands in the way of publishing a document in this workspace. */
export async function findProblems(
  scope: Scope,
  store: Store,
  document: FlowDocument,
): Promise<readonly FlowProblem[]> {
  const apps = await findConnectionApps(scope, store, connectionIds(document));
  return checkDocument(document, (id) => apps.get(id) ?? null);
}

function connectionIds(document: FlowDocument): readonly string[] {
  const used = [
    document.trigger.connectionId,
    ...walkSteps(document).map(({ step }) => (step.type === 'action' ? step.connectionId : null)),
  ];
  return used.flatMap((id) => (id === null ? [] : [id]));
}
