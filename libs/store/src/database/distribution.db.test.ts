import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  findBreaches,
  isDistributed,
  lookedUpFirst,
  referenceTables,
  tenant,
} from './distribution.given.js';
import { inTransaction } from './pool.js';
import { aStore, type TestStore } from './store.given.js';

/** What breaks a rule all the same, each with a step of its own on the road that docs/scale.md shows. */
const exceptions = [
  'points from every node at a spread table: hooks -> flows',
  // On one machine the promise is worth more; it is put on each shard by hand.
  'trigger: flow_versions: flow_versions_are_immutable',
];

let db: TestStore;
beforeAll(async () => {
  db = await aStore();
});
afterAll(() => db.close());

const namesOf = async (sql: string): Promise<readonly string[]> =>
  (await db.pool.query<{ name: string }>(sql)).rows.map(({ name }) => name);

const tables = () =>
  namesOf(`
    SELECT relname::text AS name FROM pg_class WHERE relnamespace = current_schema()::regnamespace
      AND NOT relispartition AND relkind IN ('r', 'p') ORDER BY 1`);

describe('the schema, spread over machines by its tenant', () => {
  it('keeps the rules for it, but for the exceptions that have a step of their own', async () => {
    expect(await findBreaches(db.pool)).toEqual(exceptions);
  });

  it('holds on every machine only tables that are named, and spreads all others', async () => {
    const all = await tables();

    expect(all).toEqual(expect.arrayContaining([...referenceTables, ...lookedUpFirst]));
    expect(all.filter(isDistributed)).toEqual(
      expect.arrayContaining(['events', 'flows', 'open_runs', 'runs', 'step_attempts']),
    );
  });

  it('holds those on every machine that are asked before the tenant is known', async () => {
    const without = await namesOf(`
      SELECT DISTINCT c.relname::text AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
      JOIN pg_attribute t ON t.attrelid = c.oid AND t.attname = '${tenant}'
      WHERE c.relnamespace = current_schema()::regnamespace AND i.indisunique AND NOT t.attnum = ANY (i.indkey)
      ORDER BY 1`);

    expect(without).toEqual(lookedUpFirst);
  });

  it('has a road that names each table of every machine, and each exception', async () => {
    const docs = await readFile(resolve(import.meta.dirname, '../../../../docs/scale.md'), 'utf8');
    const road = docs.slice(docs.indexOf('## The road to Citus'));

    const named = exceptions.map((each) => each.split(': ').at(-1));
    for (const name of [...referenceTables, ...lookedUpFirst, ...named])
      expect(road).toContain(`\`${name}\``);
  });
});

const notes = `CREATE TABLE notes (workspace_id uuid NOT NULL, id uuid, flow_id uuid, PRIMARY KEY (workspace_id, id))`;
const flowOf = 'REFERENCES flows (workspace_id, id)';

const breaking: readonly [rule: string, ...sql: string[]][] = [
  ['no tenant of the one type that all have: notes', 'CREATE TABLE notes (id uuid)'],
  [
    'no tenant of the one type that all have: notes',
    'CREATE TABLE notes (workspace_id text NOT NULL, id uuid)',
  ],
  [
    'unique without the tenant: notes: notes_id',
    notes,
    'CREATE UNIQUE INDEX notes_id ON notes (id)',
  ],
  [
    'unique without the tenant: notes: notes_id',
    notes,
    'CREATE UNIQUE INDEX notes_id ON notes (id) INCLUDE (workspace_id)',
  ],
  [
    'points at a spread table without the tenant at the same place: notes -> flows',
    notes,
    `ALTER TABLE notes ADD FOREIGN KEY (flow_id, workspace_id) ${flowOf}`,
  ],
  [
    'points from every node at a spread table: users -> flows',
    `ALTER TABLE users ADD at uuid, ADD flow uuid, ADD FOREIGN KEY (at, flow) ${flowOf}`,
  ],
  [
    'would change the tenant of a row: notes -> flows',
    notes,
    `ALTER TABLE notes ADD FOREIGN KEY (workspace_id, flow_id) ${flowOf} ON DELETE SET NULL`,
  ],
  [
    'trigger: runs: stamped',
    `CREATE TRIGGER stamped BEFORE INSERT ON runs FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
  ],
  [
    'trigger: users: stamped',
    `CREATE TRIGGER stamped BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
  ],
  ['rule or policy: runs: kept', 'CREATE RULE kept AS ON DELETE TO runs DO INSTEAD NOTHING'],
  ['rule or policy: runs: own', 'CREATE POLICY own ON runs USING (true)'],
  ['part of a part, or heir of a table: notes', 'CREATE TABLE notes () INHERITS (flow_versions)'],
  [
    'part of a part, or heir of a table: notes_a',
    `${notes} PARTITION BY LIST (id)`,
    'CREATE TABLE notes_a PARTITION OF notes DEFAULT PARTITION BY LIST (id)',
  ],
  ['sequence that nodes would share: places', 'CREATE SEQUENCE places'],
  [
    'sequence that nodes would share: notes_place_seq',
    notes,
    'ALTER TABLE notes ADD place bigserial',
  ],
];

describe('a schema that breaks a rule', () => {
  it.each(breaking)('is found: %s', async (breach, ...sql) => {
    const undone = new Error('undone');
    let found: readonly string[] = [];
    const attempt = inTransaction(db.pool, async (client) => {
      for (const each of sql) await client.query(each);
      found = await findBreaches(client);
      throw undone;
    });

    await expect(attempt).rejects.toBe(undone);
    expect(found).toContain(breach);
    expect(found).toEqual(expect.arrayContaining(exceptions));
  });
});
