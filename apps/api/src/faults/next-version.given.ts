import { addCheck, buildIndex, fillInBatches, type Connection } from '@hookline/migrations';
import type { Pool } from '@hookline/store';

const rows = 12_000;
/** To read them all through takes as long as with millions, because some take their time. */
export const slowMs = 3_000;
const slowRows = rows / 20;

/** A few days of leads that have ended, and a backlog that is not due. */
export async function fillHistory(pool: Pool, hookUrl: string): Promise<void> {
  const token = hookUrl.split('/').at(-1);
  await pool.query(
    `CREATE FUNCTION slowly(given text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
     BEGIN
       IF given = '/slow' THEN PERFORM pg_sleep(${slowMs / 1_000 / slowRows}); END IF;
       RETURN given;
     END $$`,
  );
  const idAt = `(left(uuid_v7_floor(clock_timestamp() - n * interval '20 seconds')::text, 13)
                 || right(gen_random_uuid()::text, 23))::uuid`;
  await pool.query(
    `WITH hook AS (SELECT h.workspace_id, h.flow_id, f.published_version_id AS version_id
                   FROM hooks h JOIN flows f ON f.workspace_id = h.workspace_id AND f.id = h.flow_id
                   WHERE h.token = $1),
          given AS MATERIALIZED (
            SELECT n, ${idAt} AS id, ${idAt} AS run_id, jsonb_build_object('id', 'old-' || n)::text AS body
            FROM generate_series(1, ${rows}) AS n),
          taken AS (
            INSERT INTO events (workspace_id, id, flow_id, state, method, path, query, headers, body_kind, body, summary, run_id)
            SELECT workspace_id, id, flow_id, 'accepted', 'POST', CASE WHEN n % 20 = 0 THEN '/slow' ELSE '' END, '',
                   '[]', 'json', convert_to(body, 'UTF8'), '', run_id
            FROM given, hook),
          waiting AS (
            INSERT INTO open_runs (workspace_id, id, flow_id, version_id, event_id, state, waiting_for, wake_at, summary, root_run_id)
            SELECT workspace_id, run_id, flow_id, version_id, id, 'waiting', 'delay', 'infinity', '', run_id
            FROM given, hook WHERE n % 10 = 0)
     INSERT INTO runs (workspace_id, id, flow_id, version_id, event_id, state, summary, root_run_id, is_counted, created_at)
     SELECT workspace_id, run_id, flow_id, version_id, id, 'succeeded', '', run_id, true, now()
     FROM given, hook WHERE n % 10 > 0`,
    [token],
  );
  await pool.query('ANALYZE events, runs, open_runs');
}

abstract class Live {
  readonly transaction = false;
  async down(): Promise<void> {}
}

/** What running processes of the version before do not know of, and need not. */
class AddNotes1900000000001 {
  async up(db: Connection): Promise<void> {
    await db.query('ALTER TABLE events ADD COLUMN note text');
    await db.query(`ALTER TABLE runs ADD COLUMN note text`);
  }
  async down(): Promise<void> {}
}

class FillNotes1900000000002 extends Live {
  up = (db: Connection): Promise<void> =>
    fillInBatches(db, { table: 'runs', set: `note = 'old'`, where: 'note IS NULL' });
}

export const newIndexes = [
  { name: 'events_path_idx', table: 'events', on: '(workspace_id, slowly(path), id)' },
  { name: 'open_runs_summary_idx', table: 'open_runs', on: '(workspace_id, slowly(summary))' },
];

class IndexPaths1900000000003 extends Live {
  async up(db: Connection): Promise<void> {
    for (const index of newIndexes) await buildIndex(db, index);
  }
}

class CheckNotes1900000000004 extends Live {
  up = (db: Connection): Promise<void> =>
    addCheck(db, {
      table: 'events',
      name: 'events_note_check',
      check: `note <> '' OR slowly(path) IS NOT NULL`,
    });
}

export const nextVersion = [
  AddNotes1900000000001,
  FillNotes1900000000002,
  IndexPaths1900000000003,
  CheckNotes1900000000004,
];
