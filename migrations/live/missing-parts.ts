type Index = { readonly name: string; readonly table: string };

/** Of two indexes that do the same, this is the same; their names and their tables are not in it. */
const doing = (index: string): string => `substring(pg_get_indexdef(${index}) FROM ' USING .*')`;

/**
 * The parts of a table that are without a part of its index, each with an index of its own that does the same, if it has
 * one: whole, or what was left of a build.
 */
export const missingPartsSql = ({ name, table }: Index): string => `
  SELECT i.inhrelid::regclass::text AS part, own.indexrelid::regclass::text AS own,
         coalesce(own.indisvalid, false) AS is_valid
  FROM pg_inherits i
  LEFT JOIN LATERAL (
    SELECT x.indexrelid, x.indisvalid FROM pg_index x
    WHERE x.indrelid = i.inhrelid
      AND NOT EXISTS (SELECT FROM pg_inherits a WHERE a.inhrelid = x.indexrelid)
      AND x.indisunique = (SELECT indisunique FROM pg_index WHERE indexrelid = '${name}'::regclass)
      AND ${doing('x.indexrelid')} = ${doing(`'${name}'::regclass`)}
    ORDER BY x.indisvalid DESC LIMIT 1
  ) own ON true
  WHERE i.inhparent = '${table}'::regclass
    AND NOT EXISTS (SELECT FROM pg_index x JOIN pg_inherits a ON a.inhrelid = x.indexrelid
                    WHERE x.indrelid = i.inhrelid AND a.inhparent = '${name}'::regclass)
  ORDER BY 1`;

/**
 * Joins the indexes of the parts to that of the table, all or none: while the lock is held no part comes or goes, so the
 * last of them makes the whole valid. Who reads or writes waits a moment for it, and never longer than two seconds.
 */
export const attachPartsSql = (index: Index): string => `
  SET LOCAL statement_timeout = 2000;
  DO $attach$
  DECLARE
    missing record;
  BEGIN
    LOCK TABLE ONLY ${index.table} IN SHARE UPDATE EXCLUSIVE MODE;
    IF EXISTS (SELECT FROM (${missingPartsSql(index)}) m WHERE NOT is_valid) THEN RETURN; END IF;
    FOR missing IN ${missingPartsSql(index)} LOOP
      EXECUTE format('ALTER INDEX %s ATTACH PARTITION %s', '${index.name}', missing.own);
    END LOOP;
  EXCEPTION WHEN query_canceled THEN
    RAISE EXCEPTION 'the parts of ${index.name} are in use' USING ERRCODE = 'lock_not_available';
  END $attach$`;
