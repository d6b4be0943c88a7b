import type { Queryable } from '../database/pool.js';
import { isCutOffSql } from './list-parts.js';

/** Drops what was cut off from history, also by a process that died then. */
export async function dropCutOff(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ name: string }>(
    `SELECT c.relname::text AS name FROM pg_class c
     WHERE c.relnamespace = current_schema()::regnamespace AND ${isCutOffSql} ORDER BY 1`,
  );
  for (const { name } of rows) await db.query(`DROP TABLE IF EXISTS ${name}`);
  return rows.length;
}
