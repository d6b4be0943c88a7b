import type { Queryable } from '../database/pool.js';
import { isCutOffSql } from '../history/list-parts.js';

export type TableShape = { readonly name: string; readonly columns: readonly string[] };

/**
 * Of no use after a restore, or worse: who was signed in signs in again, an owner link that was printed once opens
 * nothing, the editor's questions are long over, and the list of migrations belongs to the database that has run them.
 */
const leftOut = new Set(['migrations', 'sessions', 'verifications', 'setup_offer', 'calls']);

/**
 * The tables of this schema, those that others point at first; a partitioned one counts once. What was cut off from
 * history and waits to be dropped is none.
 */
export async function listTables(db: Queryable): Promise<readonly TableShape[]> {
  const { rows } = await db.query<TableShape & { needs: string[] }>(tablesSql);
  const left = rows.filter(({ name }) => name !== 'migrations');
  const sorted: TableShape[] = [];
  const placed = new Set<string>();
  while (sorted.length < left.length) {
    const ready = left.filter(
      ({ name, needs }) => !placed.has(name) && needs.every((need) => placed.has(need)),
    );
    if (ready.length === 0) throw new Error('the tables point at each other in a ring');
    for (const { name, columns } of ready) {
      placed.add(name);
      sorted.push({ name, columns });
    }
  }
  return sorted;
}

/** Whether the rows of a table belong to an archive. */
export const isArchived = ({ name }: TableShape): boolean => !leftOut.has(name);

const tablesSql = `
  SELECT c.relname::text AS name,
    (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
     WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
    (SELECT coalesce(array_agg(DISTINCT t.relname::text), '{}') FROM pg_constraint k
     JOIN pg_class t ON t.oid = k.confrelid
     WHERE k.conrelid = c.oid AND k.contype = 'f' AND k.confrelid <> c.oid) AS needs
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    AND (${isCutOffSql}) IS NOT TRUE
  ORDER BY c.relname`;
