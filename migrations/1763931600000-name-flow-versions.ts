import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Names that people give to published versions; they stand beside the versions, which never change. */
export class NameFlowVersions1763931600000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE flow_version_names (
        workspace_id uuid NOT NULL,
        version_id uuid NOT NULL,
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
        named_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, version_id),
        FOREIGN KEY (workspace_id, version_id) REFERENCES flow_versions (workspace_id, id)
          ON DELETE CASCADE
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE flow_version_names');
  }
}
