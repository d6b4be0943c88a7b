import type { AttemptRecord, JsonValue, RunError, RunMove } from '@hookline/contract';
import { encodeFloats, encodeInts, encodeTexts, encodeUuids } from '../database/encode-array.js';
import type { Queryable } from '../database/pool.js';
import { rowOf } from '../database/row-of.js';
import type { Scope } from '../scope.js';
import { inLockOrder } from './lock-order.js';

export type RunProgress = {
  readonly scope: Scope;
  readonly runId: string;
  readonly flowId: string;
  readonly fence: number;
  readonly attempts: readonly AttemptRecord[];
  readonly move: RunMove;
  /** A run that needs attention gives up its place in its line, so that those behind it go on. */
  readonly leavesLine?: boolean;
};

/** `refused`: another worker has taken the run over, and nothing of this record was written. */
export type ProgressAnswer = 'recorded' | 'refused';

/**
 * Writes what happened in a batch of runs in one statement, which is one transaction: the tries, and
 * where each run goes. A record whose fence is not the run's newest one is refused as a whole.
 */
export async function recordProgress(
  db: Queryable,
  batch: readonly RunProgress[],
): Promise<readonly ProgressAnswer[]> {
  const tries = batch.flatMap(({ attempts }) => attempts);
  // A try names its run by the run's place in the batch.
  const places = batch.flatMap(({ attempts }, place) => attempts.map(() => place + 1));
  const { rows } = await db.query<Place>({
    name: 'record_progress',
    text: progressSql,
    values: [
      ...encodeTargets(batch),
      encodeFloats(batch.map(({ move }) => (move.to === 'waiting' ? move.wakeInMs / 1_000 : 0))),
      encodeTexts(batch.map(({ move }) => (move.to === 'waiting' ? move.waitingFor : null))),
      encodeUuids(batch.map(({ move }) => (move.to === 'waiting' ? move.connectionId : null))),
      encodeTexts(batch.map(({ move }) => toJson(move.to === 'running' ? null : move.error))),
      encodeInts(batch.map(({ leavesLine }) => (leavesLine ? 1 : 0))),
      encodeInts(places),
      encodeTexts(tries.map((attempt) => attempt.stepId)),
      encodeTexts(tries.map((attempt) => attempt.item)),
      encodeInts(tries.map((attempt) => attempt.try)),
      encodeTexts(tries.map((attempt) => attempt.state)),
      encodeTexts(tries.map((attempt) => attempt.idempotencyKey)),
      encodeTexts(tries.map((attempt) => JSON.stringify(attempt.input))),
      encodeTexts(tries.map((attempt) => JSON.stringify(attempt.output))),
      encodeTexts(tries.map((attempt) => toJson(attempt.error))),
    ],
  });
  const recorded = placesOf(rows);
  return batch.map((_, place) => (recorded.has(place) ? 'recorded' : 'refused'));
}

/** Which claim of which run each record is of, and where the run goes: parameters 1 to 5 of both statements. */
const encodeTargets = (batch: readonly RunProgress[]): Buffer[] => [
  encodeUuids(batch.map((progress) => progress.scope.workspaceId)),
  encodeUuids(batch.map((progress) => progress.runId)),
  encodeUuids(batch.map((progress) => progress.flowId)),
  encodeInts(batch.map((progress) => progress.fence)),
  encodeTexts(batch.map((progress) => progress.move.to)),
];

/** A worker may hold a run by two claims for a moment: which record is meant only its place tells. */
type Place = { readonly place: number };

const placesOf = (rows: readonly Place[]): ReadonlySet<number> =>
  new Set(rows.map(({ place }) => place - 1));

/**
 * The same for a batch that was given before and whose answer was lost: what was written then is recorded as
 * well, and no longer there to be written to. History keeps no fence: a run that somebody else has ended in the same
 * state is taken for recorded, and nothing is done for it any more.
 */
export async function recordProgressAgain(
  db: Queryable,
  batch: readonly RunProgress[],
): Promise<readonly ProgressAnswer[]> {
  const answers = await recordProgress(db, batch);
  if (!answers.includes('refused')) return answers;
  const { rows } = await db.query<Place>({
    name: 'was_recorded',
    text: recordedSql,
    values: encodeTargets(batch),
  });
  const there = placesOf(rows);
  return batch.map((_, place) => (there.has(place) ? 'recorded' : (answers[place] ?? 'refused')));
}

function toJson(value: JsonValue | RunError): string | null {
  return value === null ? null : JSON.stringify(value);
}

const progressSql = `
  WITH told AS (
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::int[], $5::text[], $6::float8[], $7::text[],
      $8::uuid[], $9::text[], $10::int[])
      WITH ORDINALITY AS t (workspace_id, id, flow_id, fence, target, wake_secs, waiting_for, connection_id, error,
                            leaves_line, place)
  ), held AS (
    SELECT o.*, t.place, t.leaves_line, t.target, t.wake_secs, t.waiting_for AS wait_reason, t.connection_id AS wait_connection,
           t.error::jsonb AS told_error
    FROM open_runs o JOIN told t ON ${rowOf('o', 't', ['workspace_id', 'flow_id', 'id', 'fence'])}
    ${inLockOrder('o', 't')}
  ), ours AS (
    -- Not where it is looked up: there is an index of what is running or waits, and that may be very much.
    SELECT * FROM held WHERE state = 'running'
  ), tried AS (
    INSERT INTO step_attempts AS s (workspace_id, run_id, fence, step_id, item, try, state, idempotency_key,
      input, output, error, finished_at)
    SELECT ours.workspace_id, ours.id, ours.fence, a.step_id, a.item, a.try, a.state, a.idempotency_key,
           a.input::json, a.output::json, a.error::jsonb,
           CASE WHEN a.state <> 'intent' THEN clock_timestamp() END
    FROM unnest($11::int[], $12::text[], $13::text[], $14::int[], $15::text[], $16::text[], $17::text[],
      $18::text[], $19::text[])
      AS a (place, step_id, item, try, state, idempotency_key, input, output, error)
    JOIN ours ON ours.place = a.place
    ON CONFLICT (workspace_id, run_id, step_id, item, try) DO UPDATE
      SET state = excluded.state, fence = excluded.fence, input = excluded.input, output = excluded.output,
          error = excluded.error, finished_at = excluded.finished_at
  ), parked AS (
    UPDATE open_runs o
    SET order_key = CASE WHEN ours.target = 'needs_attention' AND ours.leaves_line = 1 THEN NULL
                    ELSE o.order_key END,
        state = ours.target, strikes = 0, worker = NULL, error = ours.told_error,
        waiting_for = ours.wait_reason, connection_id = ours.wait_connection,
        wake_at = CASE ours.target WHEN 'needs_attention' THEN 'infinity'::timestamptz
                  ELSE clock_timestamp() + make_interval(secs => ours.wake_secs) END
    FROM ours
    WHERE ${rowOf('o', 'ours')} AND ours.target IN ('waiting', 'needs_attention')
  ), closed AS (
    DELETE FROM open_runs o USING ours
    WHERE ${rowOf('o', 'ours')} AND ours.target IN ('succeeded', 'filtered', 'failed', 'cancelled')
    RETURNING o.*, ours.target, ours.told_error
  ), ended AS (
    INSERT INTO runs (workspace_id, id, flow_id, version_id, event_id, state, error, summary, root_run_id,
                      replay_of, is_counted, created_at, started_at)
    SELECT workspace_id, id, flow_id, version_id, event_id, target, told_error, summary, root_run_id,
           replay_of, is_counted, created_at, started_at
    FROM closed
  )
  SELECT place::int FROM ours`;

const recordedSql = `
  WITH told AS (
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::int[], $5::text[])
      WITH ORDINALITY AS t (workspace_id, id, flow_id, fence, target, place)
  )
  SELECT t.place::int FROM told t
  JOIN runs r ON ${rowOf('r', 't')} AND r.state = t.target
  UNION ALL
  SELECT t.place::int FROM told t
  JOIN open_runs o ON ${rowOf('o', 't')} AND o.fence = t.fence AND o.state = t.target`;
