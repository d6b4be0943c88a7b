import { sqlState } from '../database/classify-failure.js';
import type { Pool } from '../database/pool.js';
import { placedEventsSql, placedRunsSql } from '../ledger/placed.js';
import {
  cutOffComment,
  historyTables,
  rowsOf,
  type HistoryTable,
  type Part,
} from './list-parts.js';
import { unfinishedSql } from './unfinished.js';

/**
 * `busy`: somebody holds the tables, or the mark of the ledger; `changed`: something of the part changed since it was
 * counted; `replaying`: a replay of many runs is at work; `unfinished`: more is not done than is moved at once.
 */
export type Detaching = 'detached' | 'busy' | 'changed' | 'replaying' | 'unfinished';

export type Bounds = {
  /** Nobody who stores an event waits longer than this behind a part that is cut off. */
  readonly patienceMs: number;
  /** What is not done is moved in that time, so it is little. */
  readonly mostMoved: number;
  readonly mostMovedBytes: number;
};

/**
 * Cuts a part off from history. What is not done is moved to the default partitions in the same transaction, and what
 * the part was to the ledger becomes what the ledger's sums begin with.
 *
 * All of it is one message to the server, so that a process that is stopped or slow holds no lock: the transaction
 * begins, ends or is given up there.
 */
export async function detachPart(pool: Pool, part: Part, bounds: Bounds): Promise<Detaching> {
  const client = await pool.connect();
  let isClean = false;
  try {
    await client.query(detachText(part, bounds));
    isClean = true;
    return 'detached';
  } catch (error) {
    isClean = await client.query('ROLLBACK').then(
      () => true,
      () => false,
    );
    const outcome = judge(error);
    if (!outcome) throw error;
    return outcome;
  } finally {
    client.release(!isClean);
  }
}

const refused = 'HL001';
const outcomes = ['busy', 'changed', 'replaying', 'unfinished'] as const;
/** Of a lock, of a statement, and of two that waited for each other. */
const steppedBack = new Set(['55P03', '57014', '40P01']);

function judge(error: unknown): Detaching | null {
  const state = sqlState(error);
  if (state !== null && steppedBack.has(state)) return 'busy';
  if (state !== refused || !(error instanceof Error)) return null;
  return outcomes.find((outcome) => outcome === error.message) ?? null;
}

const refuseIf = (condition: string, outcome: (typeof outcomes)[number]): string =>
  `IF ${condition} THEN RAISE EXCEPTION '${outcome}' USING ERRCODE = '${refused}'; END IF;`;

function detachText(part: Part, bounds: Bounds): string {
  const { patienceMs } = bounds;
  return `
    BEGIN;
    SET LOCAL lock_timeout = ${Math.ceil(patienceMs / 2)};
    SET LOCAL statement_timeout = ${patienceMs};
    SET LOCAL enable_seqscan = off;
    DO $detach$
    ${detachBlock(part, bounds)}
    $detach$;
    -- A commit that is slow has happened all the same.
    SET LOCAL statement_timeout = 0;
    COMMIT;`;
}

function detachBlock(part: Part, { mostMoved, mostMovedBytes }: Bounds): string {
  const own = historyTables.flatMap((table) => part.names[table] ?? []);
  const parents = historyTables.map((table) => `ONLY ${table}`);
  return `
    DECLARE
      mark timestamptz;
      event_tenants uuid[]; event_ids uuid[]; run_tenants uuid[]; run_ids uuid[];
    BEGIN
      -- Whoever folds, checks or begins anew has this row; a mark that was set back is not that far yet.
      SELECT w.counted_to INTO mark FROM dropped_parts w, ledger_marks m
      WHERE w.days = '${part.days}' AND w.counting = 'done' AND w.detached_at IS NULL AND m.folded_to >= w.counted_to
      FOR UPDATE SKIP LOCKED;
      ${refuseIf('mark IS NULL', 'busy')}
      LOCK TABLE ${parents.join(', ')} IN ACCESS EXCLUSIVE MODE;
      LOCK TABLE ${own.join(', ')} IN ACCESS EXCLUSIVE MODE;
      ${refuseIf(`EXISTS (SELECT FROM replay_items)`, 'replaying')}
      ${refuseIf(changedSql(part), 'changed')}
      SELECT array_agg(workspace_id) FILTER (WHERE part = 'event'), array_agg(id) FILTER (WHERE part = 'event'),
             array_agg(workspace_id) FILTER (WHERE part = 'run'), array_agg(id) FILTER (WHERE part = 'run')
      INTO event_tenants, event_ids, run_tenants, run_ids FROM (${unfinishedSql(part, mostMoved)}) unfinished;
      ${refuseIf(`coalesce(cardinality(event_ids), 0) + coalesce(cardinality(run_ids), 0) > ${mostMoved}`, 'unfinished')}
      IF event_ids IS NOT NULL OR run_ids IS NOT NULL THEN
        ${refuseIf(`(${movedBytesSql(part)}) > ${mostMovedBytes}`, 'unfinished')}
      END IF;
      ${historyTables.map((table) => detachSql(part, table)).join('\n')}
      IF event_ids IS NOT NULL OR run_ids IS NOT NULL THEN
        ${moveSql(part)}
      END IF;
      ${own.map((name) => `COMMENT ON TABLE ${name} IS '${cutOffComment}';`).join('\n')}
      UPDATE dropped_parts SET detached_at = clock_timestamp() WHERE days = '${part.days}';
    END`;
}

function detachSql(part: Part, table: HistoryTable): string {
  const name = part.names[table];
  return name === undefined ? '' : `ALTER TABLE ${table} DETACH PARTITION ${name};`;
}

/** Whatever is written to a part after it was counted has a moment after the mark of the count. */
const changedSql = (part: Part): string => `
  EXISTS (SELECT FROM ${rowsOf(part, 'events')}
          WHERE coalesce(decided_at, received_at) >= mark AND state NOT IN ('held', 'captured'))
  OR EXISTS (SELECT FROM ${rowsOf(part, 'runs')} WHERE finished_at >= mark)
  OR EXISTS (SELECT FROM ${rowsOf(part, 'runs')} WHERE retired_at >= mark)`;

const events = '(SELECT * FROM unnest(event_tenants, event_ids))';
const runs = '(SELECT * FROM unnest(run_tenants, run_ids))';

// What a row takes on the disk: nothing is unpacked to be measured.
const movedBytesSql = (part: Part): string => `
  SELECT coalesce(sum(bytes), 0) FROM (
    SELECT pg_column_size(body) + coalesce(pg_column_size(payload), 0) + pg_column_size(headers) + 1000 AS bytes
    FROM ${rowsOf(part, 'events')} WHERE (workspace_id, id) IN ${events}
    UNION ALL
    SELECT pg_column_size(bytes) + 500 FROM ${rowsOf(part, 'event_files')} WHERE (workspace_id, event_id) IN ${events}
    UNION ALL
    SELECT coalesce(pg_column_size(input), 0) + coalesce(pg_column_size(output), 0) + 500
    FROM ${rowsOf(part, 'step_attempts')} WHERE (workspace_id, run_id) IN ${runs}
  ) moved`;

function moveSql(part: Part): string {
  const always = (): string => 'true';
  return `
    INSERT INTO events SELECT * FROM ${rowsOf(part, 'events')} WHERE (workspace_id, id) IN ${events};
    INSERT INTO event_files SELECT * FROM ${rowsOf(part, 'event_files')} WHERE (workspace_id, event_id) IN ${events};
    INSERT INTO runs SELECT * FROM ${rowsOf(part, 'runs')} WHERE (workspace_id, id) IN ${runs};
    INSERT INTO step_attempts SELECT * FROM ${rowsOf(part, 'step_attempts')} WHERE (workspace_id, run_id) IN ${runs};
    INSERT INTO ledger_drops AS d (workspace_id, days, flow_id, kind, day, count)
    SELECT workspace_id, '${part.days}', flow_id, kind, (at AT TIME ZONE 'UTC')::date, -sum(weight) FROM (
      ${placedEventsSql(rowsOf(part, 'events'), `(workspace_id, id) IN ${events}`, always)}
      UNION ALL
      ${placedRunsSql(rowsOf(part, 'runs'), `(workspace_id, id) IN ${runs}`, always)}
    ) moved GROUP BY 1, 2, 3, 4, 5
    ON CONFLICT (workspace_id, days, flow_id, kind, day) DO UPDATE SET count = d.count + excluded.count;`;
}
