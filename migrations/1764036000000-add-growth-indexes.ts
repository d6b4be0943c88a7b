import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is rare among millions is found by an index that holds only the rare: a run that succeeded and an
 * event that was accepted stand in none of these, so the usual way of a lead writes nothing more.
 */
export class AddGrowthIndexes1764036000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- "the rejected ones of this flow", and of all flows
      CREATE INDEX events_rare_by_flow_idx ON events (workspace_id, flow_id, state, id) WHERE state <> 'accepted';
      CREATE INDEX events_rare_idx ON events (workspace_id, state, id) WHERE state <> 'accepted';

      -- "the failed ones of this flow", and of all flows
      CREATE INDEX runs_rare_by_flow_idx ON runs (workspace_id, flow_id, state, id) WHERE state <> 'succeeded';
      CREATE INDEX runs_rare_idx ON runs (workspace_id, state, id) WHERE state <> 'succeeded';

      -- What asks for a person, behind a backlog of any length.
      CREATE INDEX open_runs_attention_idx ON open_runs (workspace_id, flow_id, id) WHERE state = 'needs_attention';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX events_rare_by_flow_idx, events_rare_idx, runs_rare_by_flow_idx, runs_rare_idx,
                 open_runs_attention_idx`);
  }
}
