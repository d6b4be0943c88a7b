import { addFields, countFields, countOutside, pathOf, type SeenField } from '@hookline/contract';
import { inTransaction, type Client, type Pool } from '../database/pool.js';
import { scopeOf, type Scope } from '../scope.js';
import { payloadOf, readFields, type PayloadRow } from './read-fields.js';

export type FlowToFold = {
  readonly scope: Scope;
  readonly flowId: string;
  /** Something came that was not read yet. */
  readonly hasNew: boolean;
};

/** A request that is being stored has its id already: what is younger than this may have gaps. */
const settledAfterSecs = 30;
const maxEvents = 500;
const maxBytes = 8 * 1_048_576;
const firstId = '00000000-0000-0000-0000-000000000000';

/** A page of flows in a fixed order, and whether each has events that its catalogue does not know. */
export async function findFlowsToFold(
  pool: Pool,
  given: { after: FlowToFold | null; limit: number },
): Promise<readonly FlowToFold[]> {
  const { after, limit } = given;
  const { rows } = await pool.query<{ workspace_id: string; id: string; has_new: boolean }>(
    `WITH page AS (
       SELECT workspace_id, id FROM flows
       WHERE (workspace_id, id) > ($1::uuid, $2::uuid) AND deleted_at IS NULL AND NOT catches
       ORDER BY workspace_id, id LIMIT $3
     )
     SELECT p.workspace_id, p.id, EXISTS (
         SELECT FROM events e
         WHERE e.workspace_id = p.workspace_id AND e.flow_id = p.id
           AND e.id > coalesce(r.last_event_id, '${firstId}') AND e.id < ${settledBefore}
       ) AS has_new
     FROM page p
     LEFT JOIN flow_field_reads r ON r.workspace_id = p.workspace_id AND r.flow_id = p.id
     ORDER BY p.workspace_id, p.id`,
    [after?.scope.workspaceId ?? firstId, after?.flowId ?? firstId, limit],
  );
  return rows.map((row) => ({
    scope: scopeOf(row.workspace_id),
    flowId: row.id,
    hasNew: row.has_new,
  }));
}

/**
 * Reads the next events of a flow for their fields, a bounded number at a time. Two workers never read
 * the same ones, and what was read is counted once, whatever dies in between.
 * @returns how many events were passed; nothing is left once it is 0.
 */
export function foldEvents(pool: Pool, scope: Scope, flowId: string): Promise<number> {
  return inTransaction(pool, async (db) => {
    const lastEventId = await takeTurn(db, scope, flowId);
    if (lastEventId === null) return 0;
    const rows = await nextEvents(db, { scope, flowId, lastEventId });
    const last = rows.at(-1);
    if (!last) return 0;
    // The newest first: examples are taken from there.
    const told = rows.filter(({ is_told }) => is_told).reverse();
    const found = [...countFields(told.map(payloadOf)), ...countOutside(told)];
    if (found.length > 0) await writeFields(db, { scope, flowId, found });
    await db.query(
      `UPDATE flow_field_reads SET last_event_id = $3, events = events + $4
       WHERE workspace_id = $1 AND flow_id = $2`,
      [scope.workspaceId, flowId, last.id, told.length],
    );
    return rows.length;
  });
}

/** Up to which event the flow was read; `null` while another worker reads, or when the flow is gone. */
async function takeTurn(db: Client, scope: Scope, flowId: string): Promise<string | null> {
  const key = [scope.workspaceId, flowId];
  await db.query(
    `INSERT INTO flow_field_reads (workspace_id, flow_id, last_event_id)
     SELECT workspace_id, id, '${firstId}' FROM flows WHERE workspace_id = $1 AND id = $2
     ON CONFLICT DO NOTHING`,
    key,
  );
  const { rows } = await db.query<{ last_event_id: string }>(
    `SELECT last_event_id FROM flow_field_reads WHERE workspace_id = $1 AND flow_id = $2
     FOR UPDATE SKIP LOCKED`,
    key,
  );
  return rows[0]?.last_event_id ?? null;
}

type NextRow = PayloadRow & { readonly id: string; readonly is_told: boolean };

/** What was refused or was a test tells nothing of leads; what is very large is passed over. */
async function nextEvents(
  db: Client,
  given: { scope: Scope; flowId: string; lastEventId: string },
): Promise<readonly NextRow[]> {
  const { rows } = await db.query<NextRow>(
    `SELECT id, body_kind, is_told, query, headers, CASE WHEN is_told THEN body ELSE '' END AS body,
            CASE WHEN is_told THEN payload END AS payload
     FROM (
       SELECT *, sum(CASE WHEN is_told THEN bytes ELSE 0 END) OVER (ORDER BY id) AS bytes_so_far
       FROM (
         SELECT e.id, e.body_kind, e.body, e.payload, e.query, e.headers, octet_length(coalesce(e.payload, e.body)) AS bytes,
                e.state NOT IN ('rejected', 'test')
                  AND octet_length(coalesce(e.payload, e.body)) BETWEEN 1 AND 1048576 AS is_told
         FROM events e
         WHERE e.workspace_id = $1 AND e.flow_id = $2 AND e.id > $3 AND e.id < ${settledBefore}
         ORDER BY e.id LIMIT ${maxEvents}
       ) next
     ) summed
     WHERE bytes_so_far <= ${maxBytes} ORDER BY id`,
    [given.scope.workspaceId, given.flowId, given.lastEventId],
  );
  return rows;
}

async function writeFields(
  db: Client,
  given: { scope: Scope; flowId: string; found: readonly SeenField[] },
): Promise<void> {
  const { workspaceId } = given.scope;
  const { flowId } = given;
  const known = await readFields(db, { workspaceId, flowId });
  const kept = new Map(addFields(known, given.found).map((field) => [pathOf(field), field]));
  const gone = known.map(pathOf).filter((path) => !kept.has(path));
  if (gone.length > 0) {
    await db.query(
      'DELETE FROM flow_fields WHERE workspace_id = $1 AND flow_id = $2 AND path = ANY ($3)',
      [workspaceId, flowId, gone],
    );
  }
  const changed = given.found.flatMap((field) => kept.get(pathOf(field)) ?? []);
  await db.query(
    `INSERT INTO flow_fields (workspace_id, flow_id, path, count, types, examples, last_seen_at)
     SELECT $1, $2, t.path, t.count, t.types, t.examples, clock_timestamp()
     FROM unnest($3::text[], $4::bigint[], $5::jsonb[], $6::jsonb[]) AS t (path, count, types, examples)
     ON CONFLICT (workspace_id, flow_id, path) DO UPDATE
     SET count = excluded.count, types = excluded.types, examples = excluded.examples,
         last_seen_at = excluded.last_seen_at`,
    [
      workspaceId,
      flowId,
      changed.map(pathOf),
      changed.map(({ count }) => count),
      changed.map(({ types }) => JSON.stringify(types)),
      changed.map(({ examples }) => JSON.stringify(examples)),
    ],
  );
}

const settledBefore = `uuid_v7_floor(clock_timestamp() - interval '${settledAfterSecs} seconds')`;
