/** The tables of the limit program: an event and its place in the queue, and the ledger of effects. */
export const limitTables = `
  CREATE TABLE limit_events (
    id uuid PRIMARY KEY,
    received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    headers jsonb NOT NULL,
    body bytea NOT NULL
  );
  CREATE TABLE limit_queue (
    id uuid PRIMARY KEY,
    event_id uuid NOT NULL,
    state text NOT NULL DEFAULT 'queued',
    wake_at timestamptz NOT NULL DEFAULT clock_timestamp()
  ) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
          autovacuum_vacuum_cost_delay = 0);
  CREATE INDEX limit_queue_wake_at_idx ON limit_queue (wake_at);
  CREATE TABLE limit_attempts (
    run_id uuid PRIMARY KEY,
    state text NOT NULL,
    input json,
    output json,
    started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    finished_at timestamptz
  ) WITH (fillfactor = 80);
`;
