import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Addresses that belong to no flow and show whatever is sent there. What reads a request by the row of its flow reads
 * theirs in the same way, so that no address costs more to look up than before.
 */
export class AddCatchers1764050000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- It only shows what comes: it is in no list of flows, and is never published.
      ALTER TABLE flows ADD COLUMN catches boolean NOT NULL DEFAULT false;
      ALTER TABLE flows ADD CHECK (NOT catches OR published_version_id IS NULL) NOT VALID;
      -- "the catchers of a workspace", and those whose oldest requests are to be forgotten
      CREATE INDEX flows_catches_idx ON flows (workspace_id, id) WHERE catches;

      -- 'captured': it came to a catcher. It runs nothing, and no sum counts it. Not proved for what is stored: whatever
      -- there is kept a narrower rule.
      ALTER TABLE events DROP CONSTRAINT events_state_check;
      ALTER TABLE events ADD CONSTRAINT events_state_check CHECK (state IN
        ('accepted', 'held', 'discarded', 'duplicate', 'rejected', 'test', 'captured')) NOT VALID;
    `);
  }

  async down(): Promise<void> {
    throw new Error('what was captured would be taken for the events of a flow');
  }
}
