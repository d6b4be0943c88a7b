import { addFields, countFields, countOutside, type SeenField } from '@hookline/contract';
import { onClient, type Store } from '../database/open-store.js';
import type { Scope } from '../scope.js';
import { payloadOf, readFields, type PayloadRow } from './read-fields.js';

/** Fresher than a worker has come; a flood of them adds nothing that the first ones do not tell. */
const lastEvents = 100;
const largestBytes = 65_536;

/** Every field that events of a flow ever carried, the freshest events included. */
export function listSeenFields(
  scope: Scope,
  store: Store,
  flowId: string,
): Promise<{ events: number; fields: readonly SeenField[] }> {
  const key = [scope.workspaceId, flowId];
  return onClient(store, async (db) => {
    const read = await db.query<{ events: number }>(
      `SELECT events::float8 AS events FROM flow_field_reads WHERE workspace_id = $1 AND flow_id = $2`,
      key,
    );
    const known = await readFields(db, { workspaceId: scope.workspaceId, flowId });
    const fresh = await db.query<PayloadRow>(freshSql, key);
    const found = [...countFields(fresh.rows.map(payloadOf)), ...countOutside(fresh.rows)];
    return {
      events: (read.rows[0]?.events ?? 0) + fresh.rows.length,
      fields: addFields(known, found),
    };
  });
}

const freshSql = `
  SELECT e.body, e.payload, e.body_kind, e.query, e.headers FROM (
    SELECT id FROM events
    WHERE workspace_id = $1 AND flow_id = $2 AND id > coalesce(
      (SELECT last_event_id FROM flow_field_reads WHERE workspace_id = $1 AND flow_id = $2),
      '00000000-0000-0000-0000-000000000000')
    ORDER BY id DESC LIMIT ${lastEvents}
  ) last JOIN events e ON e.workspace_id = $1 AND e.id = last.id
  WHERE e.state NOT IN ('rejected', 'test')
    AND octet_length(coalesce(e.payload, e.body)) BETWEEN 1 AND ${largestBytes}
  ORDER BY e.id DESC`;
