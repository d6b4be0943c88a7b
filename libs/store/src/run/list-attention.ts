import {
  walkSteps,
  type AttentionGroup,
  type FlowDocument,
  type WrittenWhy,
} from '@hookline/contract';
import type { Store } from '../database/open-store.js';
import { select } from '../database/select.js';
import { findFlowVersion } from '../flow/list-flow-versions.js';
import type { Scope } from '../scope.js';
import { nameOf } from './name-of.js';

/** Runs of one flow that stopped at the same step for the same reason. */
export type AttentionRecord = Omit<AttentionGroup, 'oldestAt' | 'newestAt'> & {
  readonly oldestAt: Date;
  readonly newestAt: Date;
};

type Row = {
  cause: string;
  flowId: string;
  flowName: string;
  stepId: string | null;
  code: string;
  message: string;
  why: WrittenWhy | null;
  count: number;
  oldestAt: Date;
  newestAt: Date;
  runId: string;
  summary: string;
  versionId: string;
  total: number;
};

const mostGroups = 100;

/** What waits for a person, by cause, the largest group first. */
export async function listAttention(
  scope: Scope,
  store: Store,
): Promise<{ readonly total: number; readonly items: readonly AttentionRecord[] }> {
  const rows = await select<Row>(store, groupsSql, [scope.workspaceId, mostGroups]);
  const documents = new Map<string, FlowDocument | null>();
  for (const { versionId } of rows) {
    if (documents.has(versionId)) continue;
    const version = await findFlowVersion(scope, store, versionId);
    documents.set(versionId, version?.document ?? null);
  }
  return {
    total: rows[0]?.total ?? 0,
    items: rows.map((row) => ({
      cause: row.cause,
      flowId: row.flowId,
      flowName: row.flowName,
      step: viewStep(documents.get(row.versionId) ?? null, row.stepId),
      code: row.code,
      message: row.message,
      ...(row.why && { why: row.why }),
      count: row.count,
      oldestAt: row.oldestAt,
      newestAt: row.newestAt,
      sample: { runId: row.runId, summary: row.summary },
    })),
  };
}

function viewStep(document: FlowDocument | null, stepId: string | null): AttentionGroup['step'] {
  const placed = document && walkSteps(document).find(({ step }) => step.id === stepId);
  if (!placed) return null;
  const { step } = placed;
  return {
    stepId: step.id,
    type: step.type,
    app: step.type === 'action' ? step.app : null,
    action: step.type === 'action' ? step.action : null,
    name: nameOf(step),
  };
}

const groupsSql = `
  WITH stuck AS (
    SELECT o.id, o.flow_id, o.version_id, o.error, o.summary, o.created_at,
           cause_of(o.flow_id, o.error) AS cause
    FROM open_runs o
    WHERE o.state = 'needs_attention' AND o.workspace_id = $1
  ), newest AS (
    SELECT DISTINCT ON (cause) cause, id, flow_id, version_id, error, summary
    FROM stuck ORDER BY cause, id DESC
  ), grouped AS (
    SELECT cause, count(*)::int AS count, min(created_at) AS oldest_at, max(created_at) AS newest_at
    FROM stuck GROUP BY cause
  )
  SELECT g.cause, n.flow_id AS "flowId", f.name AS "flowName", n.error->>'stepId' AS "stepId",
         n.error->>'code' AS code, n.error->>'message' AS message, n.error->'why' AS why,
         g.count, g.oldest_at AS "oldestAt", g.newest_at AS "newestAt", n.id AS "runId", n.summary, n.version_id AS "versionId",
         (SELECT count(*)::int FROM stuck) AS total
  FROM grouped g
  JOIN newest n USING (cause)
  JOIN flows f ON f.workspace_id = $1 AND f.id = n.flow_id
  ORDER BY g.count DESC, g.newest_at DESC LIMIT $2`;
