import type { Queryable } from '../database/pool.js';

/** The four tables that history is kept in, in the order in which their locks are taken. */
export const historyTables = ['events', 'event_files', 'runs', 'step_attempts'] as const;

/** The Monday that a week begins with, in UTC, as its tables are named: `20261116`. */
export type Week = string;

/** The weeks that ended longer ago than so many days, the earliest first. */
export async function listOldWeeks(db: Queryable, days: number): Promise<readonly Week[]> {
  const { rows } = await db.query<{ week: Week }>(oldWeeksSql, [days]);
  return rows.map(({ week }) => week);
}

/** How many of them are still there. */
export async function countOldWeeks(db: Queryable, days: number): Promise<number> {
  return (await listOldWeeks(db, days)).length;
}

// Only a week that has all of its parts is one that we made.
const oldWeeksSql = `
  SELECT right(c.relname, 8) AS week
  FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
  WHERE i.inhparent = ANY ('{${historyTables.join(',')}}'::regclass[])
    AND c.relname ~ '^(${historyTables.join('|')})_\\d{8}$'
    AND to_date(right(c.relname, 8), 'YYYYMMDD') + 7 + $1::int
        <= (clock_timestamp() AT TIME ZONE 'UTC')
  GROUP BY 1 HAVING count(*) = ${historyTables.length} ORDER BY 1`;

/**
 * What was cut off from history and is to be dropped; no other table has such a name and such a comment. `c` is its
 * row of `pg_class`.
 */
export const isCutOffSql = `
  c.relkind = 'r' AND NOT c.relispartition AND c.relname ~ '^(${historyTables.join('|')})_\\d{8}$'
  AND obj_description(c.oid, 'pg_class') = 'hookline: past its time'`;

export const cutOffComment = 'hookline: past its time';
