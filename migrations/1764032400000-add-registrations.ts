import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The addresses of flows that are made known to their senders without a person, and what came of it. */
export class AddRegistrations1764032400000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE registrations (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        flow_id uuid NOT NULL,
        app text NOT NULL,
        event text NOT NULL,
        connection_id uuid NOT NULL,
        -- Of the flow's address when it was wanted; it may have been revoked since.
        token text NOT NULL,
        -- Where at the sender: a repository, a board.
        place jsonb NOT NULL,
        events text[] NOT NULL,
        is_all boolean NOT NULL,
        state text NOT NULL DEFAULT 'wanted'
          CHECK (state IN ('wanted', 'registered', 'failed', 'leaving')),
        -- What the sender calls it.
        sender_ids text[] NOT NULL DEFAULT '{}',
        -- The secret that was made up, or that the sender told, and a mark of all that it was made with.
        sealed bytea,
        error text,
        tries integer NOT NULL DEFAULT 0,
        due_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        -- Grows with each claim; a write that names an older one is refused.
        fence integer NOT NULL DEFAULT 0,
        lease_until timestamptz,
        -- When it was due as it was claimed: what was asked for since is due again.
        claimed_due_at timestamptz NOT NULL DEFAULT '-infinity',
        checked_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (workspace_id, id),
        FOREIGN KEY (workspace_id, flow_id) REFERENCES flows (workspace_id, id) ON DELETE CASCADE
      );
      CREATE UNIQUE INDEX registrations_flow_id_key ON registrations (workspace_id, flow_id)
        WHERE state <> 'leaving';
      CREATE INDEX registrations_leaving_idx ON registrations (workspace_id, flow_id)
        WHERE state = 'leaving';
      -- "what is to be looked at"
      CREATE INDEX registrations_due_at_idx ON registrations (due_at);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE registrations');
  }
}
