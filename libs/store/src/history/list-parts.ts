import type { Queryable } from '../database/pool.js';

/** The four tables that history is kept in, in the order in which their locks are taken. */
export const historyTables = ['events', 'event_files', 'runs', 'step_attempts'] as const;
export type HistoryTable = (typeof historyTables)[number];

/** A time that history is cut into: a month, or a week of an older installation. */
export type Part = {
  /** Its first day and the day after its last, in UTC: `20261101-20261201`. */
  readonly days: string;
  readonly from: string;
  readonly to: string;
  /** What it has of each table; a table whose rows of that time are in the default part has none. */
  readonly names: Readonly<Partial<Record<HistoryTable, string>>>;
};

/** The parts that ended longer ago than so many days, the earliest first. */
export async function listOldParts(db: Queryable, days: number): Promise<readonly Part[]> {
  return (await db.query<Part>(oldPartsSql, [days])).rows;
}

/** How many of them are still there. */
export async function countOldParts(db: Queryable, days: number): Promise<number> {
  return (await listOldParts(db, days)).length;
}

/** What a part has of a table, to be selected from; nothing, where it has none. */
export const rowsOf = (part: Part, table: HistoryTable): string =>
  `${part.names[table] ?? `(SELECT * FROM ${table} WHERE false)`} AS own`;

/** The days of all parts that history is cut into. */
export async function listDays(db: Queryable): Promise<readonly string[]> {
  const { rows } = await db.query<Pick<Part, 'days'>>(
    `SELECT DISTINCT ${daysSql} AS days FROM history_parts() ORDER BY 1`,
  );
  return rows.map(({ days }) => days);
}

const inUtc = (at: string, form: string): string => `to_char(${at} AT TIME ZONE 'UTC', '${form}')`;
const daysSql = `${inUtc('from_at', 'YYYYMMDD')} || '-' || ${inUtc('to_at', 'YYYYMMDD')}`;
const exact = 'YYYY-MM-DD HH24:MI:SS.US"+00"';

const oldPartsSql = `
  SELECT ${daysSql} AS days,
         ${inUtc('from_at', exact)} AS "from", ${inUtc('to_at', exact)} AS "to",
         json_object_agg(parent, name) AS names
  FROM history_parts()
  WHERE to_at <= clock_timestamp() - make_interval(days => $1::int)
    AND name ~ '^(${historyTables.join('|')})_\\d{8}$'
  GROUP BY from_at, to_at ORDER BY from_at`;

export const cutOffComment = 'hookline: past its time';

/**
 * What was cut off from history and is to be dropped; no other table has such a name and such a comment. `c` is its
 * row of `pg_class`.
 */
export const isCutOffSql = `
  c.relkind = 'r' AND NOT c.relispartition AND c.relname ~ '^(${historyTables.join('|')})_\\d{8}$'
  AND obj_description(c.oid, 'pg_class') = '${cutOffComment}'`;
