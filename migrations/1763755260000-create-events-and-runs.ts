import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The hot tables. What has happened (events, runs, step_attempts) is append-mostly and partitioned by
 * week on its uuid v7 key, so that old weeks are dropped whole; what is still open lives in the small
 * table open_runs, which a claim reads by one index.
 */
export class CreateEventsAndRuns1763755260000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(events);
    await db.query(runs);
    await db.query(partitions);
  }

  async down(): Promise<void> {
    throw new Error('events are never dropped by a migration');
  }
}

const events = `
  CREATE TABLE events (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    flow_id uuid NOT NULL,
    state text NOT NULL
      CHECK (state IN ('accepted', 'held', 'discarded', 'duplicate', 'rejected', 'test')),
    received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    method text NOT NULL,
    path text NOT NULL,
    query text NOT NULL,
    headers jsonb NOT NULL,
    body_kind text NOT NULL,
    body bytea NOT NULL,
    -- The payload as JSON text where it is not the body itself (forms, XML, repaired text).
    payload bytea,
    summary text NOT NULL,
    dedupe_key text,
    reason text,
    -- The run that stands for this event in the ledger.
    run_id uuid,
    decided_by text,
    decided_at timestamptz,
    PRIMARY KEY (workspace_id, id),
    CHECK ((state = 'accepted') = (run_id IS NOT NULL)),
    CHECK (state <> 'discarded' OR (decided_by IS NOT NULL AND decided_at IS NOT NULL))
  ) PARTITION BY RANGE (id);
  -- The inbox of a flow, newest first, and its counts by state.
  CREATE INDEX events_flow_id_idx ON events (workspace_id, flow_id, id) INCLUDE (state);
  -- "run all that is held"
  CREATE INDEX events_held_idx ON events (workspace_id, flow_id, id) WHERE state = 'held';

  CREATE TABLE event_files (
    workspace_id uuid NOT NULL,
    event_id uuid NOT NULL,
    position smallint NOT NULL,
    field text NOT NULL,
    file_name text NOT NULL,
    content_type text NOT NULL,
    bytes bytea NOT NULL,
    PRIMARY KEY (workspace_id, event_id, position)
  ) PARTITION BY RANGE (event_id);

  -- Not partitioned: a unique key over a partitioned table would have to hold the week.
  CREATE TABLE event_dedupe (
    workspace_id uuid NOT NULL,
    flow_id uuid NOT NULL,
    key text NOT NULL,
    event_id uuid NOT NULL,
    seen_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (workspace_id, flow_id, key)
  );
  -- "forget keys older than 30 days"
  CREATE INDEX event_dedupe_seen_at_idx ON event_dedupe USING brin (seen_at);
`;

const runs = `
  CREATE TABLE open_runs (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    flow_id uuid NOT NULL,
    version_id uuid NOT NULL,
    event_id uuid NOT NULL,
    state text NOT NULL DEFAULT 'queued'
      CHECK (state IN ('queued', 'running', 'waiting', 'needs_attention')),
    -- When this run may be claimed next: at once, at its due time, or when its lease ends.
    wake_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- Grows with each claim; a write that names an older one is refused.
    fence integer NOT NULL DEFAULT 0,
    -- Claims since the run last parked in good order; a run that keeps killing workers is stopped.
    strikes smallint NOT NULL DEFAULT 0,
    worker text,
    waiting_for text CHECK (waiting_for IN ('delay', 'retry', 'throttled', 'connection')),
    connection_id uuid,
    error jsonb,
    summary text NOT NULL,
    -- The first run of a chain of replays: idempotency keys are made from it.
    root_run_id uuid NOT NULL,
    replay_of uuid,
    -- False for a run by hand that does not stand for its event in the ledger.
    is_counted boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    started_at timestamptz,
    PRIMARY KEY (workspace_id, id),
    CHECK (state <> 'needs_attention' OR (error IS NOT NULL AND wake_at = 'infinity'))
  ) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
          autovacuum_vacuum_insert_threshold = 50000, autovacuum_vacuum_cost_delay = 0);
  -- The claim: whatever may be claimed, the longest waiting first.
  CREATE INDEX open_runs_wake_at_idx ON open_runs (wake_at);
  CREATE INDEX open_runs_flow_id_idx ON open_runs (workspace_id, flow_id, id);
  CREATE UNIQUE INDEX open_runs_event_id_key ON open_runs (workspace_id, event_id) WHERE is_counted;

  CREATE TABLE runs (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    flow_id uuid NOT NULL,
    version_id uuid NOT NULL,
    event_id uuid NOT NULL,
    state text NOT NULL CHECK (state IN ('succeeded', 'filtered', 'failed', 'cancelled')),
    error jsonb,
    summary text NOT NULL,
    root_run_id uuid NOT NULL,
    replay_of uuid,
    replayed_by uuid,
    is_counted boolean NOT NULL,
    created_at timestamptz NOT NULL,
    started_at timestamptz,
    finished_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (workspace_id, id),
    CHECK (NOT (is_counted AND replayed_by IS NOT NULL))
  ) PARTITION BY RANGE (id);
  -- The history of a flow, newest first, and its counts by state.
  CREATE INDEX runs_flow_id_idx ON runs (workspace_id, flow_id, id) INCLUDE (state, is_counted);

  CREATE TABLE step_attempts (
    workspace_id uuid NOT NULL,
    run_id uuid NOT NULL,
    step_id text NOT NULL,
    item text NOT NULL DEFAULT '',
    try smallint NOT NULL CHECK (try >= 1),
    fence integer NOT NULL,
    state text NOT NULL CHECK (state IN ('intent', 'succeeded', 'failed', 'unknown', 'skipped')),
    idempotency_key text,
    input json,
    output json,
    error jsonb,
    started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    finished_at timestamptz,
    PRIMARY KEY (workspace_id, run_id, step_id, item, try)
  ) PARTITION BY RANGE (run_id);
`;

const partitions = `
  -- The least uuid v7 of an instant.
  CREATE FUNCTION uuid_v7_floor(at timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT (lpad(to_hex(floor(extract(epoch FROM at) * 1000)::bigint), 12, '0')
            || repeat('0', 20))::uuid
  $$;

  -- Makes the weekly partitions from this week to some weeks ahead; safe to call at any time.
  CREATE FUNCTION ensure_partitions(weeks_ahead integer) RETURNS integer LANGUAGE plpgsql AS $$
  DECLARE
    made integer := 0;
    week timestamptz;
    name text;
    parent text;
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('hookline.ensure_partitions'));
    FOREACH parent IN ARRAY ARRAY['events', 'event_files', 'runs', 'step_attempts'] LOOP
      FOR ahead IN 0..weeks_ahead LOOP
        week := date_trunc('week', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' + ahead * interval '7 days';
        name := parent || '_' || to_char(week AT TIME ZONE 'UTC', 'YYYYMMDD');
        IF to_regclass(name) IS NULL THEN
          EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)%s', name, parent,
            uuid_v7_floor(week), uuid_v7_floor(week + interval '7 days'),
            CASE parent WHEN 'step_attempts' THEN ' WITH (fillfactor = 80)' ELSE '' END);
          made := made + 1;
        END IF;
      END LOOP;
    END LOOP;
    RETURN made;
  END $$;

  -- Whatever has no week of its own (a clock far off) is still kept.
  CREATE TABLE events_other PARTITION OF events DEFAULT;
  CREATE TABLE event_files_other PARTITION OF event_files DEFAULT;
  CREATE TABLE runs_other PARTITION OF runs DEFAULT;
  CREATE TABLE step_attempts_other PARTITION OF step_attempts DEFAULT;

  SELECT ensure_partitions(2);
`;
