import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndex } from './live/build-index.js';

/**
 * Old parts of history can be dropped: what they were to the ledger is kept, and what is not done is found quickly.
 */
export class AddRetention1764144000000 implements MigrationInterface {
  readonly transaction = false;

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- How much of a sum is of rows that are there no more: where the sums begin anew.
      ALTER TABLE ledger_totals ADD COLUMN IF NOT EXISTS dropped bigint NOT NULL DEFAULT 0,
                                ADD COLUMN IF NOT EXISTS dropped_last_received_at timestamptz;
      ALTER TABLE ledger_days ADD COLUMN IF NOT EXISTS dropped bigint NOT NULL DEFAULT 0;

      CREATE TABLE IF NOT EXISTS dropped_parts (
        -- Its first day and the day after its last, in UTC.
        days text PRIMARY KEY CHECK (days ~ '^[0-9]{8}-[0-9]{8}$'),
        -- What came to its place before this moment is counted below, part after part, up to a key.
        counted_to timestamptz NOT NULL,
        counting text NOT NULL DEFAULT 'events' CHECK (counting IN ('events', 'runs', 'done')),
        after_tenant uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
        after_id uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
        detached_at timestamptz
      );

      -- What a part is to the ledger, from when it is counted until it is gone and taken into the sums above.
      CREATE TABLE IF NOT EXISTS ledger_drops (
        workspace_id uuid NOT NULL,
        days text NOT NULL,
        flow_id uuid NOT NULL,
        kind text NOT NULL,
        day date NOT NULL,
        count bigint NOT NULL,
        last_received_at timestamptz,
        PRIMARY KEY (workspace_id, days, flow_id, kind, day)
      );

      -- "which events of that time are pinned"
      CREATE INDEX IF NOT EXISTS flows_sample_event_id_idx ON flows (sample_event_id) WHERE sample_event_id IS NOT NULL;
    `);
    // "which open runs are of an event of that time": of those that began with their event the id tells it
    await buildIndex(db, {
      name: 'open_runs_older_event_idx',
      table: 'open_runs',
      on: '(event_id) WHERE left(id::text, 8) <> left(event_id::text, 8)',
    });
  }

  async down(): Promise<void> {
    throw new Error('what dropped history was to the ledger is not found out a second time');
  }
}
