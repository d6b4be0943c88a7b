import { encodeTexts, encodeUuids } from '../database/encode-array.js';
import type { Queryable } from '../database/pool.js';
import { rowOf } from '../database/row-of.js';
import { scopeOf, type Scope } from '../scope.js';

/** The runs of one flow, or of one key of a flow, that go one at a time in the order of their arrival. */
export type Line = { readonly scope: Scope; readonly flowId: string; readonly orderKey: string };

/**
 * Gives the first run of each line its turn, where no run has it. To ask once too often changes nothing;
 * a line that was forgotten (a process died) is found by `releaseIdleLines`.
 * @returns how many runs may now be claimed.
 */
export async function releaseTurns(db: Queryable, lines: readonly Line[]): Promise<number> {
  if (lines.length === 0) return 0;
  const { rowCount } = await db.query({
    name: 'release_turns',
    text: `WITH line AS (
             SELECT DISTINCT * FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS t (workspace_id, flow_id, order_key)
             ORDER BY 1, 2, 3
           )${chooseSql}${giveSql}`,
    values: [
      encodeUuids(lines.map((line) => line.scope.workspaceId)),
      encodeUuids(lines.map((line) => line.flowId)),
      encodeTexts(lines.map((line) => line.orderKey)),
    ],
  });
  return rowCount ?? 0;
}

export type IdleLook = {
  readonly released: number;
  /** The next look begins behind this line; `null`: all have been seen, it begins with the first. */
  readonly next: Line | null;
};

/**
 * The same for lines in which somebody waits, visited in turn and so many at a time: lines that are busy cost
 * a look, too, and there may be very many.
 */
export async function releaseIdleLines(
  db: Queryable,
  { maxLines, after }: { maxLines: number; after: Line | null },
): Promise<IdleLook> {
  const { rows } = await db.query<{ released: number } & Partial<LineRow>>({
    name: 'release_idle_lines',
    text: idleSql,
    values: [
      maxLines,
      after?.scope.workspaceId ?? nobody,
      after?.flowId ?? nobody,
      after?.orderKey ?? '',
    ],
  });
  const [row] = rows;
  return { released: row?.released ?? 0, next: toLine(row ?? {}) };
}

type LineRow = {
  workspace_id: string | null;
  flow_id: string | null;
  order_key: string | null;
};

/** Comes before every other id. */
const nobody = '00000000-0000-0000-0000-000000000000';

function toLine({ workspace_id, flow_id, order_key }: Partial<LineRow>): Line | null {
  if (!workspace_id || !flow_id || typeof order_key !== 'string') return null;
  return { scope: scopeOf(workspace_id), flowId: flow_id, orderKey: order_key };
}

function isFreeSql(line: string): string {
  return `NOT EXISTS (
    SELECT FROM open_runs o
    WHERE o.workspace_id = ${line}.workspace_id AND o.flow_id = ${line}.flow_id
      AND o.order_key = ${line}.order_key AND o.waiting_for IS DISTINCT FROM 'turn')`;
}

// Two that choose the same run wait for each other, and the second finds that it waits no more.
const chooseSql = `, next AS (
  SELECT n.* FROM line l CROSS JOIN LATERAL (
    SELECT workspace_id, flow_id, id FROM open_runs r
    WHERE r.workspace_id = l.workspace_id AND r.flow_id = l.flow_id AND r.order_key = l.order_key
      AND r.waiting_for = 'turn'
    ORDER BY r.created_at, r.id LIMIT 1 FOR UPDATE) n
  WHERE ${isFreeSql('l')}
)`;
const giveSql = `
UPDATE open_runs r SET state = 'queued', waiting_for = NULL, wake_at = clock_timestamp()
FROM next n WHERE ${rowOf('r', 'n')} AND r.waiting_for = 'turn'`;

const idleSql = `
  WITH RECURSIVE walk AS (
    (SELECT workspace_id, flow_id, order_key, 1 AS place FROM open_runs
     WHERE waiting_for = 'turn' AND (workspace_id, flow_id, order_key) > ($2::uuid, $3::uuid, $4::text)
     ORDER BY workspace_id, flow_id, order_key LIMIT 1)
    UNION ALL
    SELECT next.*, walk.place + 1 FROM walk, LATERAL (
      SELECT workspace_id, flow_id, order_key FROM open_runs
      WHERE waiting_for = 'turn'
        AND (workspace_id, flow_id, order_key) > (walk.workspace_id, walk.flow_id, walk.order_key)
      ORDER BY workspace_id, flow_id, order_key LIMIT 1) next
    WHERE walk.place < $1
  ), line AS (
    SELECT * FROM walk w WHERE ${isFreeSql('w')}
  )${chooseSql}, given AS (${giveSql} RETURNING 1)
  SELECT (SELECT count(*)::int FROM given) AS released, last.workspace_id, last.flow_id, last.order_key
  FROM (VALUES (1)) AS one LEFT JOIN walk last ON last.place = $1`;
