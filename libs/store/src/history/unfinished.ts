import { rowsOf, type Part } from './list-parts.js';

/**
 * What of a part of history is not done, as `part, workspace_id, id`: an `event` stays with its files, a `run` with its tries and,
 * if it has ended, its row. No more than one beyond `most` is looked for, in indexes alone.
 *
 * Whoever begins something with an event or a run of history, holds a lock on its table until the row is there that says
 * so: with those tables locked, nothing is missed. A run that was repeated stays behind: its repetition has taken over
 * what it needs.
 */
export function unfinishedSql(part: Part, most: number): string {
  const limit = `LIMIT ${most + 1}`;
  const low = (shift = ''): string => `uuid_v7_floor(timestamptz '${part.from}' ${shift})`;
  const high = (shift = ''): string => `uuid_v7_floor(timestamptz '${part.to}' ${shift})`;
  const isOfPart = (id: string): string => `${id} >= ${low()} AND ${id} < ${high()}`;
  return `
    WITH RECURSIVE tenants AS (
      (SELECT workspace_id FROM open_runs ORDER BY workspace_id LIMIT 1)
      UNION ALL
      SELECT next.workspace_id FROM tenants t, LATERAL (
        SELECT workspace_id FROM open_runs WHERE workspace_id > t.workspace_id ORDER BY workspace_id LIMIT 1) next
    ), young AS (
      -- Begun within minutes of its event, so that its own id tells the part; the others have an index.
      SELECT o.workspace_id, o.id, o.event_id FROM tenants t, LATERAL (
        SELECT workspace_id, id, event_id FROM open_runs
        WHERE workspace_id = t.workspace_id
          AND id >= ${low(`- interval '2 minutes'`)} AND id < ${high(`+ interval '2 minutes'`)}
          AND (${isOfPart('id')} OR ${isOfPart('event_id')}) ${limit}) o ${limit}
    ), leads AS (
      (SELECT workspace_id, id FROM ${rowsOf(part, 'events')} WHERE state = 'held' ${limit})
      UNION (SELECT workspace_id, event_id FROM young WHERE ${isOfPart('event_id')})
      UNION (SELECT workspace_id, event_id FROM open_runs
             WHERE ${isOfPart('event_id')} AND left(id::text, 8) <> left(event_id::text, 8) ${limit})
      UNION (SELECT workspace_id, sample_event_id FROM flows
             WHERE ${isOfPart('sample_event_id')} AND deleted_at IS NULL ${limit})
    )
    SELECT 'event' AS part, workspace_id, id FROM leads
    UNION
    -- It has the bytes of the request that they came in.
    SELECT 'event', own.workspace_id, own.batch_first_id FROM leads l
    JOIN ${rowsOf(part, 'events')} ON own.workspace_id = l.workspace_id AND own.id = l.id
    WHERE ${isOfPart('own.batch_first_id')}
    UNION
    SELECT 'run', workspace_id, id FROM young WHERE ${isOfPart('id')}
    ${limit}`;
}
