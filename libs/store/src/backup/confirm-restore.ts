import type { OwnRunError } from '@hookline/contract';
import { inTransaction, type Pool, type Queryable } from '../database/pool.js';

export type RestoredMode = {
  readonly restoredAt: Date;
  /** The moment that the backup shows. */
  readonly backupTakenAt: Date;
  /** Runs that were open in the backup and go on when it is confirmed. */
  readonly openFromBackup: number;
  /** Runs of events that came since the restore. */
  readonly openSince: number;
};

/** `null`: all is as usual, and workers work. */
export async function readRestoredMode(db: Queryable): Promise<RestoredMode | null> {
  const { rows } = await db.query<{
    restored_at: Date;
    backup_taken_at: Date;
    open_from_backup: number;
    open_since: number;
  }>(
    `SELECT restored_at, backup_taken_at,
       (SELECT count(*)::int FROM open_runs
        WHERE state <> 'needs_attention' AND created_at < restored_at) AS open_from_backup,
       (SELECT count(*)::int FROM open_runs
        WHERE state <> 'needs_attention' AND created_at >= restored_at) AS open_since
     FROM installation WHERE restored_at IS NOT NULL`,
  );
  const [row] = rows;
  if (!row) return null;
  return {
    restoredAt: row.restored_at,
    backupTakenAt: row.backup_taken_at,
    openFromBackup: row.open_from_backup,
    openSince: row.open_since,
  };
}

/** The same question as workers ask it, again and again. */
export async function isRestored(db: Queryable): Promise<boolean> {
  const { rows } = await db.query<{ is_restored: boolean }>({
    name: 'is_restored',
    text: 'SELECT restored_at IS NOT NULL AS is_restored FROM installation',
  });
  return rows[0]?.is_restored ?? false;
}

/**
 * Lets workers work again.
 * @param openRuns what becomes of runs that were open in the backup: they may have been done by the old
 * installation since. `run`: they go on. `ask`: a person decides about each.
 * @returns `null` when there was nothing to confirm, else how many were put before a person.
 */
export async function confirmRestore(
  pool: Pool,
  openRuns: 'run' | 'ask',
): Promise<{ readonly asked: number } | null> {
  return inTransaction(pool, async (client) => {
    const { rowCount } = await client.query(
      'SELECT FROM installation WHERE restored_at IS NOT NULL FOR UPDATE',
    );
    if (rowCount === 0) return null;
    const asked =
      openRuns === 'run' ? 0 : (await client.query(askSql, [JSON.stringify(maybeDone)])).rowCount;
    await client.query('UPDATE installation SET restored_at = NULL, backup_taken_at = NULL');
    return { asked: asked ?? 0 };
  });
}

const maybeDone: OwnRunError = {
  code: 'restored',
  message:
    'This run was open when the backup was taken, and may have been done since by the Hookline that the backup ' +
    'is of. Look at the target, then replay the run or cancel it.',
  stepId: null,
  pointer: null,
};

// It leaves its line: those behind it came later, and each of them is asked about too.
const askSql = `
  UPDATE open_runs o
  SET state = 'needs_attention', error = $1::jsonb, wake_at = 'infinity', worker = NULL, strikes = 0,
      waiting_for = NULL, connection_id = NULL, order_key = NULL
  FROM installation i
  WHERE o.state <> 'needs_attention' AND o.created_at < i.restored_at`;
