import type { Queryable } from './pool.js';

/** The column by which the schema can be spread over machines. */
export const tenant = 'workspace_id';

/** Copied to every node: small, seldom written, and known before the tenant is. */
export const referenceTables = [
  'accounts',
  'balance_checks',
  'dropped_parts',
  'installation',
  'ledger_marks',
  'migrations',
  'sessions',
  'setup_offer',
  'users',
  'verifications',
  'workspaces',
] as const;

/** Asked before the tenant is known, by a key without it: a row per flow, and per key of the API, on every node. */
export const lookedUpFirst = ['api_keys', 'hooks'] as const;

const onEveryNode: readonly string[] = [...referenceTables, ...lookedUpFirst];
export const isDistributed = (table: string): boolean => !onEveryNode.includes(table);

/**
 * What Citus asks of a schema, as questions to the catalogue that find what breaks it. Of its documentation: "Creating and
 * Modifying Distributed Tables", "SQL Support and Workarounds", "Triggers on Distributed Tables", "Identify Distribution
 * Strategy". `kept` has each table that is no part of another, and whether it is spread.
 */
const rules: Readonly<Record<string, string>> = {
  'no tenant of the one type that all have': `
    SELECT name FROM kept WHERE is_spread AND NOT EXISTS (
      SELECT FROM pg_attribute a WHERE a.attrelid = kept.own AND a.attname = '${tenant}' AND a.attnotnull
        AND a.atttypid = 'uuid'::regtype AND a.attgenerated = '')`,
  'unique without the tenant': `
    SELECT name || ': ' || i.indexrelid::regclass FROM kept JOIN pg_index i ON i.indrelid = kept.own
    WHERE is_spread AND (i.indisunique OR i.indisexclusion) AND NOT EXISTS (
      SELECT FROM unnest((i.indkey::int2[])[0:i.indnkeyatts - 1]) k
      JOIN pg_attribute a ON a.attrelid = kept.own AND a.attnum = k AND a.attname = '${tenant}')`,
  'points at a spread table without the tenant at the same place': `
    SELECT name || ' -> ' || to_name FROM pointed WHERE is_spread AND to_spread AND NOT EXISTS (
      SELECT FROM unnest(conkey, confkey) AS k (here, there)
      JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = here AND a.attname = '${tenant}'
      JOIN pg_attribute b ON b.attrelid = confrelid AND b.attnum = there AND b.attname = '${tenant}')`,
  'points from every node at a spread table': `
    SELECT name || ' -> ' || to_name FROM pointed WHERE NOT is_spread AND to_spread`,
  'would change the tenant of a row': `
    SELECT name || ' -> ' || to_name FROM pointed
    WHERE is_spread AND (confdeltype IN ('n', 'd') OR confupdtype IN ('n', 'd', 'c')) AND EXISTS (
      SELECT FROM pg_attribute a WHERE a.attrelid = conrelid AND a.attnum = ANY (conkey) AND a.attname = '${tenant}')`,
  trigger: `
    SELECT c.relname || ': ' || t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE c.relnamespace = current_schema()::regnamespace AND NOT t.tgisinternal AND t.tgparentid = 0`,
  'rule or policy': `
    SELECT name || ': ' || r.rulename FROM kept JOIN pg_rewrite r ON r.ev_class = kept.own
    UNION ALL SELECT name || ': ' || p.polname FROM kept JOIN pg_policy p ON p.polrelid = kept.own`,
  'part of a part, or heir of a table': `
    SELECT c.relname FROM pg_class c JOIN pg_inherits i ON i.inhrelid = c.oid
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
      AND (c.relkind = 'p' OR NOT c.relispartition)`,
  'sequence that nodes would share': `
    SELECT s.relname FROM pg_class s
    LEFT JOIN pg_depend d ON d.objid = s.oid AND d.classid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
      AND d.refclassid = 'pg_class'::regclass
    LEFT JOIN kept ON kept.own = d.refobjid
    WHERE s.relnamespace = current_schema()::regnamespace AND s.relkind = 'S' AND kept.is_spread IS NOT FALSE`,
};

const catalogueSql = `
  WITH kept AS (
    SELECT c.oid AS own, c.relname::text AS name, NOT c.relname = ANY ($1) AS is_spread FROM pg_class c
    WHERE c.relnamespace = current_schema()::regnamespace AND NOT c.relispartition AND c.relkind IN ('r', 'p')
  ), pointed AS (
    SELECT k.*, f.name, f.is_spread, t.name AS to_name, t.is_spread AS to_spread
    FROM pg_constraint k JOIN kept f ON f.own = k.conrelid JOIN kept t ON t.own = k.confrelid
    WHERE k.contype = 'f' AND k.conparentid = 0
  )`;

/** What of the schema breaks a rule, each as `rule: what`. */
export async function findBreaches(db: Queryable): Promise<readonly string[]> {
  const breaches: string[] = [];
  for (const [rule, sql] of Object.entries(rules)) {
    const { rows } = await db.query<{ what: string }>(
      `${catalogueSql} SELECT what::text FROM (${sql}) AS found (what) ORDER BY 1`,
      [onEveryNode],
    );
    breaches.push(...rows.map(({ what }) => `${rule}: ${what}`));
  }
  return breaches;
}
