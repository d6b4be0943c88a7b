import type { Queryable } from '../database/pool.js';
import type { Scope } from '../scope.js';

/**
 * How much of each flow is open or held; counted no further than `max`, so that a flood costs no more than
 * that. What is in quarantine does not count: spam must not keep real leads out.
 */
export async function countBacklogs(
  db: Queryable,
  places: readonly { readonly scope: Scope; readonly flowId: string }[],
  max: number,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.query<{ flow_id: string; waiting: number }>({
    name: 'count_backlogs',
    text: backlogSql,
    values: [places.map(({ scope }) => scope.workspaceId), places.map(({ flowId }) => flowId), max],
  });
  return new Map(rows.map((row) => [row.flow_id, row.waiting]));
}

const backlogSql = `
  SELECT f.flow_id,
    (SELECT count(*) FROM (SELECT FROM open_runs o
       WHERE o.workspace_id = f.workspace_id AND o.flow_id = f.flow_id LIMIT $3) AS open)::int
    + (SELECT count(*) FROM (SELECT FROM events e
       WHERE e.workspace_id = f.workspace_id AND e.flow_id = f.flow_id AND e.state = 'held' AND e.reason IS NULL
       LIMIT $3) AS held)::int
    AS waiting
  FROM unnest($1::uuid[], $2::uuid[]) AS f (workspace_id, flow_id)`;
