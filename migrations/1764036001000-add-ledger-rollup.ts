import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndex, type NewIndex } from './live/build-index.js';

/**
 * The ledger without a look at all of history: what stands since before a mark is counted once and kept, what came
 * later is counted when somebody asks. Each thing is counted at the moment in which it came to its place, and no
 * such moment is changed afterwards: a repeated run leaves the sums when it is repeated.
 */
export class AddLedgerRollup1764036001000 implements MigrationInterface {
  readonly transaction = false;

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- When its repetition took the place of this run in the sums; null: it has it still, or never had it.
      ALTER TABLE runs ADD COLUMN IF NOT EXISTS retired_at timestamptz;

      CREATE TABLE IF NOT EXISTS ledger_marks (
        is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
        -- Whatever came to its place before this moment is in the sums below, and nothing else is.
        folded_to timestamptz NOT NULL
      );
      INSERT INTO ledger_marks (folded_to) VALUES ('-infinity') ON CONFLICT DO NOTHING;

      CREATE TABLE IF NOT EXISTS ledger_totals (
        workspace_id uuid NOT NULL,
        flow_id uuid NOT NULL,
        kind text NOT NULL,
        count bigint NOT NULL,
        -- When the last of these events was received; null for runs.
        last_received_at timestamptz,
        PRIMARY KEY (workspace_id, flow_id, kind)
      );

      -- The same for all flows together, by day (UTC), so that it can be compared with the tables by parts.
      CREATE TABLE IF NOT EXISTS ledger_days (
        workspace_id uuid NOT NULL,
        kind text NOT NULL,
        day date NOT NULL,
        count bigint NOT NULL,
        PRIMARY KEY (workspace_id, kind, day)
      );
    `);
    for (const index of indexes) await buildIndex(db, index);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE ledger_marks, ledger_totals, ledger_days;
      ALTER TABLE runs DROP COLUMN retired_at;
      DROP INDEX events_placed_at_idx, runs_finished_at_idx`);
  }
}

const indexes: readonly NewIndex[] = [
  { name: 'runs_retired_at_idx', table: 'runs', on: '(retired_at) WHERE retired_at IS NOT NULL' },
  // "what came since": a few pages of a table whose rows stand in the order of time
  {
    name: 'events_placed_at_idx',
    table: 'events',
    on: 'USING brin ((coalesce(decided_at, received_at))) WITH (autosummarize = on)',
  },
  {
    name: 'runs_finished_at_idx',
    table: 'runs',
    on: 'USING brin (finished_at) WITH (autosummarize = on)',
  },
];
