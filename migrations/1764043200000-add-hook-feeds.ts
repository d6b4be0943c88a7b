import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Flows that take events from the address of another flow, the main one. */
export class AddHookFeeds1764043200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE hook_feeds (
        workspace_id uuid NOT NULL,
        flow_id uuid NOT NULL,
        main_flow_id uuid NOT NULL,
        PRIMARY KEY (workspace_id, flow_id),
        FOREIGN KEY (workspace_id, flow_id) REFERENCES flows (workspace_id, id) ON DELETE CASCADE,
        FOREIGN KEY (workspace_id, main_flow_id) REFERENCES flows (workspace_id, id) ON DELETE CASCADE,
        CHECK (flow_id <> main_flow_id)
      );
      -- "whom does this address feed", at every look-up of an address
      CREATE INDEX hook_feeds_main_flow_id_idx ON hook_feeds (workspace_id, main_flow_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE hook_feeds');
  }
}
