import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aStore, type TestStore } from './store.given.js';

/**
 * What Citus asks of a schema that is distributed by a column (its documentation, "Determining the application
 * type" and "Choosing the distribution column"): the column stands in every distributed table, in each of its
 * primary keys, unique constraints and unique indexes, and in every foreign key between distributed tables; what has
 * no tenant is a reference table, and only those may be pointed at without it.
 */
const column = 'workspace_id';

/** Copied to every node: small, seldom written, and known before the tenant is. */
const referenceTables = new Set([
  'accounts',
  'balance_checks',
  'dropped_parts',
  'installation',
  'ledger_marks',
  'migrations',
  'sessions',
  'users',
  'verifications',
  'workspaces',
]);

/** Unique keys without the tenant, and the road that docs/scale.md shows for each. */
const keysWithout = new Map([
  // Looked up before the tenant is known, so they become reference tables: a row per flow, and per key of the API.
  ['hooks', 'hooks_pkey'],
  ['api_keys', 'api_keys_pkey'],
]);
const lookedUpFirst = new Set(['hooks', 'api_keys']);

let db: TestStore;
beforeAll(async () => {
  db = await aStore();
});
afterAll(() => db.close());

const ask = async <Row extends object>(sql: string): Promise<readonly Row[]> =>
  (await db.pool.query<Row>(sql)).rows;

const ours = `c.relnamespace = current_schema()::regnamespace AND NOT c.relispartition`;

type Table = { name: string; has_tenant: boolean };
const tables = () =>
  ask<Table>(`
    SELECT c.relname::text AS name, EXISTS (
      SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = '${column}' AND a.attnotnull) AS has_tenant
    FROM pg_class c WHERE ${ours} AND c.relkind IN ('r', 'p') ORDER BY 1`);

type Key = { table: string; name: string; columns: string[] };
const uniqueKeys = () =>
  ask<Key>(`
    SELECT c.relname::text AS table, i.indexrelid::regclass::text AS name,
      (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
       WHERE a.attrelid = c.oid AND a.attnum = ANY (i.indkey)) AS columns
    FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
    WHERE ${ours} AND i.indisunique ORDER BY 1, 2`);

type Reference = { table: string; to: string; columns: string[]; to_columns: string[] };
const foreignKeys = () =>
  ask<Reference>(`
    SELECT c.relname::text AS table, k.confrelid::regclass::text AS to,
      (SELECT array_agg(a.attname::text) FROM pg_attribute a
       WHERE a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)) AS columns,
      (SELECT array_agg(a.attname::text) FROM pg_attribute a
       WHERE a.attrelid = k.confrelid AND a.attnum = ANY (k.confkey)) AS to_columns
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
    WHERE ${ours} AND k.contype = 'f' AND k.conparentid = 0 ORDER BY 1, 2`);

const isDistributed = (table: string): boolean =>
  !referenceTables.has(table) && !lookedUpFirst.has(table);

describe('the schema, spread over machines by its tenant', () => {
  it('has the tenant in every table that is not named as one that all machines hold', async () => {
    const all = await tables();

    expect(all.filter(({ name, has_tenant }) => isDistributed(name) && !has_tenant)).toEqual([]);
    expect(all.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['events', 'open_runs', 'runs', 'step_attempts', 'ledger_totals']),
    );
    const names = new Set(all.map(({ name }) => name));
    for (const named of [...referenceTables, ...lookedUpFirst]) expect(names).toContain(named);
  });

  it('has the tenant in every primary key and unique index of those', async () => {
    const keys = await uniqueKeys();
    const without = keys.filter(
      ({ table, columns }) => isDistributed(table) && !columns.includes(column),
    );

    expect(without).toEqual([]);
    expect(keys.length).toBeGreaterThan(20);
  });

  it('knows its two exceptions: tables that are asked before the tenant is known', async () => {
    const keys = await uniqueKeys();
    for (const [table, name] of keysWithout)
      expect(keys.find((key) => key.name === name)).toMatchObject({ table });
    const without = keys.filter(
      ({ table, columns }) => !referenceTables.has(table) && !columns.includes(column),
    );
    expect(new Set(without.map(({ table }) => table))).toEqual(lookedUpFirst);
  });

  it('points from one tenant table at another with the tenant, in both', async () => {
    const keys = await foreignKeys();
    const between = keys.filter(({ table, to }) => isDistributed(table) && isDistributed(to));

    expect(between.length).toBeGreaterThan(3);
    for (const key of between) {
      expect(key.columns).toContain(column);
      expect(key.to_columns).toContain(column);
    }
  });

  it('points from tables that all machines hold only at such tables, but for the addresses of flows', async () => {
    const keys = await foreignKeys();
    const outwards = keys.filter(({ table, to }) => !isDistributed(table) && isDistributed(to));

    // A reference table cannot point at a distributed one: this constraint is dropped on that road.
    expect(outwards.map(({ table, to }) => `${table} -> ${to}`)).toEqual(['hooks -> flows']);
  });

  it('has no trigger that reads another tenant, and no sequence that machines would share', async () => {
    const sequences = await ask<{ name: string }>(
      `SELECT c.relname::text AS name FROM pg_class c WHERE ${ours} AND c.relkind = 'S'`,
    );
    expect(sequences.map(({ name }) => name)).toEqual(['migrations_id_seq']);
    const triggers = await ask<{ name: string }>(
      `SELECT t.tgname::text AS name FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
       WHERE ${ours} AND NOT t.tgisinternal`,
    );
    expect(triggers.map(({ name }) => name)).toEqual(['flow_versions_are_immutable']);
  });
});
