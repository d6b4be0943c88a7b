import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndex, type NewIndex } from './live/build-index.js';

/**
 * What is rare among millions is found by an index that holds only the rare: a run that succeeded and an
 * event that was accepted stand in none of these, so the usual way of a lead writes nothing more.
 */
export class AddGrowthIndexes1764036000000 implements MigrationInterface {
  readonly transaction = false;

  async up(db: QueryRunner): Promise<void> {
    for (const index of indexes) await buildIndex(db, index);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX events_rare_by_flow_idx, events_rare_idx, runs_rare_by_flow_idx, runs_rare_idx,
                 open_runs_attention_idx`);
  }
}

const indexes: readonly NewIndex[] = [
  // "the rejected ones of this flow", and of all flows
  {
    name: 'events_rare_by_flow_idx',
    table: 'events',
    on: `(workspace_id, flow_id, state, id) WHERE state <> 'accepted'`,
  },
  {
    name: 'events_rare_idx',
    table: 'events',
    on: `(workspace_id, state, id) WHERE state <> 'accepted'`,
  },
  // "the failed ones of this flow", and of all flows
  {
    name: 'runs_rare_by_flow_idx',
    table: 'runs',
    on: `(workspace_id, flow_id, state, id) WHERE state <> 'succeeded'`,
  },
  {
    name: 'runs_rare_idx',
    table: 'runs',
    on: `(workspace_id, state, id) WHERE state <> 'succeeded'`,
  },
  // What asks for a person, behind a backlog of any length.
  {
    name: 'open_runs_attention_idx',
    table: 'open_runs',
    on: `(workspace_id, flow_id, id) WHERE state = 'needs_attention'`,
  },
];
