import type { Week } from './list-weeks.js';

/**
 * What of a week is not done, as `part, workspace_id, id`: an `event` stays with its files, a `run` with its tries and,
 * if it has ended, its row. No more than one beyond `most` is looked for, in indexes alone.
 *
 * Whoever begins something with an event or a run of history, holds a lock on its table until the row is there that says
 * so: with those tables locked, nothing is missed. A run that was repeated stays behind: its repetition has taken over
 * what it needs.
 */
export function unfinishedSql(week: Week, most: number): string {
  const limit = `LIMIT ${most + 1}`;
  const isOfWeek = (id: string): string => `${id} >= ${low(week)} AND ${id} < ${high(week)}`;
  return `
    WITH RECURSIVE tenants AS (
      (SELECT workspace_id FROM open_runs ORDER BY workspace_id LIMIT 1)
      UNION ALL
      SELECT next.workspace_id FROM tenants t, LATERAL (
        SELECT workspace_id FROM open_runs WHERE workspace_id > t.workspace_id ORDER BY workspace_id LIMIT 1) next
    ), young AS (
      -- Begun within minutes of its event, so that its own id tells the week; the others have an index.
      SELECT o.workspace_id, o.id, o.event_id FROM tenants t, LATERAL (
        SELECT workspace_id, id, event_id FROM open_runs
        WHERE workspace_id = t.workspace_id
          AND id >= ${low(week, `- interval '2 minutes'`)} AND id < ${high(week, `+ interval '2 minutes'`)}
          AND (${isOfWeek('id')} OR ${isOfWeek('event_id')}) ${limit}) o ${limit}
    ), leads AS (
      (SELECT workspace_id, id FROM events_${week} WHERE state = 'held' ${limit})
      UNION (SELECT workspace_id, event_id FROM young WHERE ${isOfWeek('event_id')})
      UNION (SELECT workspace_id, event_id FROM open_runs
             WHERE ${isOfWeek('event_id')} AND left(id::text, 8) <> left(event_id::text, 8) ${limit})
      UNION (SELECT workspace_id, sample_event_id FROM flows
             WHERE ${isOfWeek('sample_event_id')} AND deleted_at IS NULL ${limit})
    )
    SELECT 'event' AS part, workspace_id, id FROM leads
    UNION
    -- It has the bytes of the request that they came in.
    SELECT 'event', e.workspace_id, e.batch_first_id FROM leads l
    JOIN events_${week} e ON e.workspace_id = l.workspace_id AND e.id = l.id
    WHERE ${isOfWeek('e.batch_first_id')}
    UNION
    SELECT 'run', workspace_id, id FROM young WHERE ${isOfWeek('id')}
    ${limit}`;
}

const monday = (week: Week): string =>
  `'${week.replace(/(....)(..)(..)/, '$1-$2-$3')} 00:00:00+00'`;
const low = (week: Week, shift = ''): string =>
  `uuid_v7_floor(timestamptz ${monday(week)} ${shift})`;
const high = (week: Week, shift = ''): string =>
  `uuid_v7_floor(timestamptz ${monday(week)} + interval '168 hours' ${shift})`;
