import { walkSteps, type FlowDocument, type FlowSummary, type FlowView } from '@hookline/contract';
import {
  findFeeding,
  findFlow,
  judgeFeed,
  type FlowRecord,
  type ListedFlow,
  type Scope,
  type Store,
} from '@hookline/store';
import { ApiError } from '../http/index.js';
import { findProblems } from './find-problems.js';

/** A flow as its page shows it, with what stands in the way of publishing it. */
export async function viewFlow(
  scope: Scope,
  store: Store,
  given: { flowId: string; publicUrl: string },
): Promise<FlowView> {
  const flow = await requireFlow(scope, store, given.flowId);
  const { fed } = await findFeeding(scope, store, flow.id);
  return {
    id: flow.id,
    name: flow.name,
    state: flow.state,
    hookUrl: `${given.publicUrl}/hooks/${flow.token}`,
    draft: flow.draft,
    newerSchema: flow.newerSchema,
    draftRevision: flow.draftRevision,
    published: flow.published && {
      versionId: flow.published.versionId,
      number: flow.published.number,
      publishedAt: flow.published.publishedAt.toISOString(),
    },
    hasUnpublishedChanges: flow.hasUnpublishedChanges,
    sampleEventId: flow.sampleEventId,
    takesFrom: await viewMain(scope, store, { flow, publicUrl: given.publicUrl }),
    feeds: fed.map(({ id, name }) => ({ id, name })),
    problems: [...(await findProblems(scope, store, { flowId: flow.id, document: flow.draft }))],
    createdAt: flow.createdAt.toISOString(),
    updatedAt: flow.updatedAt.toISOString(),
  };
}

async function viewMain(
  scope: Scope,
  store: Store,
  { flow, publicUrl }: { flow: FlowRecord; publicUrl: string },
): Promise<FlowView['takesFrom']> {
  const mainFlowId = flow.draft.endpoint?.through;
  if (mainFlowId === undefined) return null;
  const asked = { flowId: flow.id, mainFlowId, source: flow.draft.trigger };
  const { main } = await judgeFeed(scope, store, asked);
  return main && { id: main.id, name: main.name, hookUrl: `${publicUrl}/hooks/${main.token}` };
}

/** A flow that may be changed: nothing here understands a later schema well enough to write it. */
export async function requireOwnSchema(
  scope: Scope,
  store: Store,
  flowId: string,
): Promise<FlowRecord> {
  const flow = await requireFlow(scope, store, flowId);
  if (flow.newerSchema === null) return flow;
  throw new ApiError(
    'flow_schema_newer',
    'A newer version of Hookline wrote this draft; update Hookline to change or publish it.',
  );
}

export async function requireFlow(scope: Scope, store: Store, flowId: string): Promise<FlowRecord> {
  const flow = await findFlow(scope, store, flowId);
  if (!flow) throw new ApiError('flow_not_found');
  return flow;
}

export function summarizeFlow(flow: ListedFlow): FlowSummary {
  const { id, name, state, hasUnpublishedChanges, ledger, needsAttention } = flow;
  return {
    id,
    name,
    state,
    apps: appsOf(flow.draft),
    hasUnpublishedChanges,
    lastEventAt: flow.lastEventAt?.toISOString() ?? null,
    ledger,
    needsAttention,
    updatedAt: flow.updatedAt.toISOString(),
  };
}

function appsOf(document: FlowDocument): string[] {
  const steps = walkSteps(document).flatMap(({ step }) =>
    step.type === 'action' ? [step.app] : [],
  );
  return [...new Set([document.trigger.app, ...steps])];
}
