import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the inspector shows of a request besides what came, and which fields a flow's events ever carried.
 * The catalogue of fields is kept by workers, far from where requests are taken.
 */
export class AddInspector1764028800000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Null where it was not found out: the request was refused, or came before this was kept.
      ALTER TABLE events ADD COLUMN is_proved boolean;

      -- The event that samples and previews of a flow are taken from; null: the newest.
      ALTER TABLE flows ADD COLUMN sample_event_id uuid;

      -- "which runs did a person begin of this event": the event itself names only the one that counts.
      CREATE TABLE hand_runs (
        workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
        event_id uuid NOT NULL,
        run_id uuid NOT NULL,
        PRIMARY KEY (workspace_id, event_id, run_id)
      );

      CREATE TABLE flow_fields (
        workspace_id uuid NOT NULL,
        flow_id uuid NOT NULL,
        -- The names on the way to the field, as a JSON list.
        path text NOT NULL CHECK (length(path) <= 500),
        count bigint NOT NULL CHECK (count > 0),
        -- How often it held a value of each type.
        types jsonb NOT NULL,
        examples jsonb NOT NULL,
        last_seen_at timestamptz NOT NULL,
        PRIMARY KEY (workspace_id, flow_id, path),
        FOREIGN KEY (workspace_id, flow_id) REFERENCES flows (workspace_id, id) ON DELETE CASCADE
      );

      -- How far the events of a flow were read for its fields.
      CREATE TABLE flow_field_reads (
        workspace_id uuid NOT NULL,
        flow_id uuid NOT NULL,
        last_event_id uuid NOT NULL,
        events bigint NOT NULL DEFAULT 0,
        PRIMARY KEY (workspace_id, flow_id),
        FOREIGN KEY (workspace_id, flow_id) REFERENCES flows (workspace_id, id) ON DELETE CASCADE
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('who proved to be the sender is not found out a second time');
  }
}
