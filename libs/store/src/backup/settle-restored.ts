import type { OwnRunError } from '@hookline/contract';
import type { Queryable } from '../database/pool.js';

/** What a restore found open. */
export type Settled = {
  /** Runs whose step was under way: a person is asked about each. */
  readonly asked: number;
  /** Runs that go on when the restore is confirmed, the asked ones not among them. */
  readonly open: number;
};

/**
 * Makes a database that has just been filled from a backup stand still: nobody holds a run any more, an effect
 * that was under way is nobody's to repeat, and workers leave all of it alone until a person has confirmed.
 */
export async function settleRestored(db: Queryable, takenAt: string): Promise<Settled> {
  await db.query('UPDATE installation SET restored_at = clock_timestamp(), backup_taken_at = $1', [
    takenAt,
  ]);
  const { rowCount } = await db.query(askSql, [JSON.stringify(unknownOutcome)]);
  await db.query(
    `UPDATE open_runs SET state = 'queued', worker = NULL, strikes = 0, wake_at = clock_timestamp()
     WHERE state = 'running'`,
  );
  const { rows } = await db.query<{ open: number }>(
    `SELECT count(*)::int AS open FROM open_runs WHERE state <> 'needs_attention'`,
  );
  return { asked: rowCount ?? 0, open: rows[0]?.open ?? 0 };
}

/** The step is told by the try that is asked about. */
const unknownOutcome: Omit<OwnRunError, 'stepId'> = {
  code: 'outcome_unknown',
  message:
    'The backup was taken while this step was being done, so nobody knows from it whether it happened. ' +
    'Look at the target, then say: it happened, or it did not.',
  pointer: null,
};

// A delay is an intent too, but has no key: it does nothing to anybody.
const askSql = `
  WITH under_way AS (
    SELECT s.workspace_id, s.run_id, s.step_id, s.item, s.try,
           $1::jsonb || jsonb_build_object('stepId', s.step_id) AS error
    FROM open_runs o
    JOIN step_attempts s ON s.workspace_id = o.workspace_id AND s.run_id = o.id
    WHERE o.state = 'running' AND s.state = 'intent' AND s.idempotency_key IS NOT NULL
  ), unknown AS (
    UPDATE step_attempts s SET state = 'unknown', error = u.error, finished_at = clock_timestamp()
    FROM under_way u
    WHERE s.workspace_id = u.workspace_id AND s.run_id = u.run_id AND s.step_id = u.step_id
      AND s.item = u.item AND s.try = u.try
  )
  UPDATE open_runs o
  SET state = 'needs_attention', error = u.error, wake_at = 'infinity', worker = NULL, strikes = 0,
      fence = o.fence + 1, waiting_for = NULL, connection_id = NULL
  FROM (SELECT DISTINCT ON (workspace_id, run_id) * FROM under_way ORDER BY workspace_id, run_id, step_id) u
  WHERE o.workspace_id = u.workspace_id AND o.id = u.run_id`;
