import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addCheck } from './live/add-check.js';
import { buildIndex, type NewIndex } from './live/build-index.js';

/**
 * Runs that keep an order wait in a line for their turn, and claims take from every flow's backlog in
 * its turn. A claim finds what is fresh by flow, and what comes back (a lease that ended, a due time) by
 * time: each open run stands in one of the two indexes at a time, or in none.
 */
export class AddTurnsAndFairClaims1763928000000 implements MigrationInterface {
  readonly transaction = false;

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE events ADD COLUMN IF NOT EXISTS order_key text;
      ALTER TABLE open_runs ADD COLUMN IF NOT EXISTS order_key text;
    `);
    await addCheck(db, {
      table: 'open_runs',
      name: 'open_runs_waiting_for_check',
      check: `waiting_for IN ('delay', 'retry', 'throttled', 'connection', 'turn')`,
    });
    for (const index of indexes) await buildIndex(db, index);
    // Of one event's runs one counts; the statements that begin runs see to it, and the balance is checked.
    await db.query('DROP INDEX IF EXISTS open_runs_wake_at_idx, open_runs_event_id_key');
  }

  async down(): Promise<void> {
    throw new Error('runs that wait for their turn would lose their place');
  }
}

const indexes: readonly NewIndex[] = [
  {
    name: 'open_runs_fresh_idx',
    table: 'open_runs',
    on: `(workspace_id, flow_id, wake_at) WHERE state = 'queued'`,
  },
  {
    name: 'open_runs_due_idx',
    table: 'open_runs',
    on: `(wake_at) WHERE state IN ('running', 'waiting')`,
  },
  // One at a time: of the runs of a line at most one has its turn.
  {
    name: 'open_runs_turn_key',
    table: 'open_runs',
    on: `(workspace_id, flow_id, order_key) WHERE order_key IS NOT NULL AND waiting_for IS DISTINCT FROM 'turn'`,
    isUnique: true,
  },
  {
    name: 'open_runs_line_idx',
    table: 'open_runs',
    on: `(workspace_id, flow_id, order_key, created_at, id) WHERE waiting_for = 'turn'`,
  },
];
