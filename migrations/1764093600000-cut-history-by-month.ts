import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * History is kept for good unless its owner says otherwise, and every page opens each part once: so a part is a
 * month from now on. Weeks that hold something stay as they are.
 */
export class CutHistoryByMonth1764093600000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(functionsSql);
    await db.query(forgetEmptyWeeksSql);
  }

  async down(): Promise<void> {
    throw new Error('weeks that have become months are not cut again');
  }
}

const functionsSql = `
  CREATE FUNCTION uuid_v7_time(id text) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS $$
    SELECT to_timestamp(('x' || left(replace(id, '-', ''), 12))::bit(48)::bigint / 1000.0)
  $$;

  -- The parts of history with a time of their own; the default parts have none.
  CREATE FUNCTION history_parts() RETURNS TABLE (parent text, name text, from_at timestamptz, to_at timestamptz)
  LANGUAGE sql STABLE AS $$
    SELECT p.relname::text, c.relname::text, uuid_v7_time(bounds[1]), uuid_v7_time(bounds[2])
    FROM pg_inherits i
    JOIN pg_class p ON p.oid = i.inhparent
    JOIN pg_namespace n ON n.oid = p.relnamespace AND n.nspname = current_schema()
    JOIN pg_class c ON c.oid = i.inhrelid AND c.relkind = 'r',
    LATERAL regexp_match(pg_get_expr(c.relpartbound, c.oid), 'FROM \\(''(.{36})''\\) TO \\(''(.{36})''\\)') AS bounds
    WHERE p.relname IN ('events', 'event_files', 'runs', 'step_attempts') AND bounds IS NOT NULL
  $$;

  DROP FUNCTION ensure_partitions(integer);
  -- Makes the parts from this month to some months ahead; safe to call at any time.
  CREATE FUNCTION ensure_partitions(months_ahead integer) RETURNS integer LANGUAGE plpgsql AS $$
  DECLARE
    made integer := 0;
    this_month timestamp := date_trunc('month', now() AT TIME ZONE 'UTC');
    begins timestamp;
    ends timestamp;
    own text;
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('hookline.ensure_partitions'));
    FOREACH own IN ARRAY ARRAY['events', 'event_files', 'runs', 'step_attempts'] LOOP
      SELECT greatest(max(p.to_at) AT TIME ZONE 'UTC', this_month) INTO begins
      FROM history_parts() p WHERE p.parent = own;
      WHILE begins < this_month + make_interval(months => months_ahead + 1) LOOP
        ends := date_trunc('month', begins) + interval '1 month';
        -- The rest of a month that weeks have left over is no part of its own when it is less than one of them.
        IF ends - begins < interval '7 days' THEN ends := ends + interval '1 month'; END IF;
        BEGIN
          EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)%s',
            own || '_' || to_char(begins, 'YYYYMMDD'), own,
            uuid_v7_floor(begins AT TIME ZONE 'UTC'), uuid_v7_floor(ends AT TIME ZONE 'UTC'),
            CASE own WHEN 'step_attempts' THEN ' WITH (fillfactor = 80)' ELSE '' END);
          made := made + 1;
        EXCEPTION WHEN check_violation THEN
          -- Rows of this time came when it had no part: they are kept in the default one, and so are the next.
          NULL;
        END;
        begins := ends;
      END LOOP;
    END LOOP;
    RETURN made;
  END $$;
`;

/** Whoever has nothing yet begins with months. Looked at twice, so that nobody waits who has something. */
const forgetEmptyWeeksSql = `
  DO $$
  DECLARE
    part text;
  BEGIN
    IF EXISTS (SELECT FROM events) THEN RETURN; END IF;
    LOCK TABLE events, event_files, runs, step_attempts IN ACCESS EXCLUSIVE MODE;
    IF EXISTS (SELECT FROM events) OR EXISTS (SELECT FROM event_files) OR EXISTS (SELECT FROM runs)
      OR EXISTS (SELECT FROM step_attempts) THEN RETURN; END IF;
    FOR part IN SELECT name FROM history_parts() LOOP
      EXECUTE format('DROP TABLE %I', part);
    END LOOP;
    PERFORM ensure_partitions(1);
  END $$`;
