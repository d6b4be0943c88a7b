import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the balance checker found last, and the replays of many runs that go on after a restart. */
export class AddBalanceAndReplays1763841600000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(balance);
    await db.query(replays);
    await db.query(causes);
  }

  async down(): Promise<void> {
    throw new Error('the record of who replayed what is never dropped by a migration');
  }
}

const balance = `
  CREATE TABLE balance_checks (
    is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
    checked_at timestamptz,
    -- Events from here on were looked at.
    since timestamptz
  );
  INSERT INTO balance_checks DEFAULT VALUES;

  -- What did not add up at the last check; empty when all is well.
  CREATE TABLE balance_faults (
    workspace_id uuid NOT NULL,
    kind text NOT NULL
      CHECK (kind IN ('event_without_run', 'event_with_many_runs', 'run_without_event')),
    count integer NOT NULL CHECK (count > 0),
    sample_event_id uuid NOT NULL,
    found_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (workspace_id, kind)
  );
`;

const replays = `
  -- Where the event belongs when a person runs it on another flow; null: to the flow of the run.
  ALTER TABLE open_runs ADD COLUMN event_flow_id uuid;

  CREATE TABLE replays (
    workspace_id uuid NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('replay', 'cancel')),
    start_at text NOT NULL CHECK (start_at IN ('start', 'failed')),
    version text NOT NULL CHECK (version IN ('pinned', 'published')),
    state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'done', 'cancelled')),
    total integer NOT NULL,
    done integer NOT NULL DEFAULT 0,
    skipped integer NOT NULL DEFAULT 0,
    failed integer NOT NULL DEFAULT 0,
    asked_by text NOT NULL,
    cancelled_by text,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    finished_at timestamptz,
    PRIMARY KEY (workspace_id, id),
    CHECK ((state = 'running') = (finished_at IS NULL))
  );
  -- "which replay has something left to do"
  CREATE INDEX replays_running_idx ON replays (created_at) WHERE state = 'running';

  -- What is left to do of a replay, in the order of arrival.
  CREATE TABLE replay_items (
    workspace_id uuid NOT NULL,
    replay_id uuid NOT NULL,
    position integer NOT NULL,
    run_id uuid NOT NULL,
    PRIMARY KEY (workspace_id, replay_id, position),
    FOREIGN KEY (workspace_id, replay_id) REFERENCES replays (workspace_id, id) ON DELETE CASCADE
  );
`;

const causes = `
  -- A message without what differs from lead to lead: ids, mails, numbers.
  CREATE FUNCTION plain_message(message text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT left(regexp_replace(regexp_replace(regexp_replace(coalesce(message, ''),
      '[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}', '#', 'g'),
      '[^\\s@"''<>]+@[^\\s@"''<>]+', '#', 'g'),
      '\\+?[0-9][0-9()., -]*[0-9]|[0-9]', '#', 'g'), 300)
  $$;

  -- Runs of one flow that stopped at the same step for the same reason share it.
  CREATE FUNCTION cause_of(flow_id uuid, error jsonb) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT md5(concat_ws('|', flow_id, error->>'stepId', error->>'code', plain_message(error->>'message')))
  $$;
`;
