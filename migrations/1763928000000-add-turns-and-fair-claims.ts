import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Runs that keep an order wait in a line for their turn, and claims take from every flow's backlog in
 * its turn. A claim finds what is fresh by flow, and what comes back (a lease that ended, a due time) by
 * time: each open run stands in one of the two indexes at a time, or in none.
 */
export class AddTurnsAndFairClaims1763928000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE events ADD COLUMN order_key text;

      ALTER TABLE open_runs ADD COLUMN order_key text;
      ALTER TABLE open_runs DROP CONSTRAINT open_runs_waiting_for_check;
      ALTER TABLE open_runs ADD CONSTRAINT open_runs_waiting_for_check
        CHECK (waiting_for IN ('delay', 'retry', 'throttled', 'connection', 'turn'));

      CREATE INDEX open_runs_fresh_idx ON open_runs (workspace_id, flow_id, wake_at) WHERE state = 'queued';
      CREATE INDEX open_runs_due_idx ON open_runs (wake_at) WHERE state IN ('running', 'waiting');
      DROP INDEX open_runs_wake_at_idx;
      -- Of one event's runs one counts; the statements that begin runs see to it, and the balance is checked.
      DROP INDEX open_runs_event_id_key;

      -- One at a time: of the runs of a line at most one has its turn.
      CREATE UNIQUE INDEX open_runs_turn_key ON open_runs (workspace_id, flow_id, order_key)
        WHERE order_key IS NOT NULL AND waiting_for IS DISTINCT FROM 'turn';
      CREATE INDEX open_runs_line_idx ON open_runs (workspace_id, flow_id, order_key, created_at, id)
        WHERE waiting_for = 'turn';
    `);
  }

  async down(): Promise<void> {
    throw new Error('runs that wait for their turn would lose their place');
  }
}
