import { createTestDatabase } from '@hookline/testkit';
import pg from 'pg';
import { isDistributed, tenant } from './distribution.given.js';
import { onClient, openStore } from './open-store.js';
import { readTouches, type Node, type Spread, type Touch } from './plan-reach.given.js';
import { openPool, type Pool } from './pool.js';
import type { TestStore } from './store.given.js';

export type HeardStore = TestStore & {
  /** What was asked of spread tables while `work` ran, by all of its statements, those of functions and keys included. */
  readonly listen: <T>(
    work: () => Promise<T>,
  ) => Promise<{ readonly result: T; readonly touches: readonly Touch[] }>;
};

/** A migrated database whose server tells the plan of each statement to whoever sent it. */
export async function aHeardStore(): Promise<HeardStore> {
  const database = await createTestDatabase();
  await tellPlans(database.url);
  let told: string[] = [];
  const hear = (client: pg.ClientBase) =>
    client.on('notice', ({ message }) => told.push(message ?? ''));
  const pool = openPool({ databaseUrl: database.url, name: 'test', max: 4, isKeyed: true });
  pool.on('connect', hear);
  // Of one connection, so that the one that is heard is the one that is used.
  const opened = await openStore({ databaseUrl: database.url, name: 'test', max: 1 });
  await onClient(opened.store, async (client) => {
    if (client instanceof pg.Client) hear(client);
  });
  const spread = await readSpread(pool);
  return {
    url: database.url,
    pool,
    store: opened.store,
    listen: async (work) => {
      told = [];
      const result = await work();
      const plans = told.flatMap(planOf);
      return { result, touches: plans.flatMap((plan) => readTouches(plan, spread)) };
    },
    close: async () => {
      await opened.close();
      await pool.end();
      await database.drop();
    },
  };
}

const settings = {
  session_preload_libraries: 'auto_explain',
  'auto_explain.log_min_duration': '0',
  'auto_explain.log_format': 'json',
  'auto_explain.log_verbose': 'on',
  'auto_explain.log_nested_statements': 'on',
  'auto_explain.log_level': 'notice',
};

async function tellPlans(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const name = client.escapeIdentifier(new URL(databaseUrl).pathname.slice(1));
  for (const [key, value] of Object.entries(settings))
    await client.query(`ALTER DATABASE ${name} SET ${key} = '${value}'`);
  await client.end();
}

function planOf(message: string): readonly Node[] {
  const [, text] = /^duration: .* plan:\n(.*)$/s.exec(message) ?? [];
  if (text === undefined) return [];
  const told: { readonly Plan: Node } = JSON.parse(text);
  return [told.Plan];
}

async function readSpread(pool: Pool): Promise<Spread> {
  const { rows } = await pool.query<{ name: string; table: string; place: number }>(
    `SELECT c.relname::text AS name, coalesce(r.relname, c.relname)::text AS table, a.attnum::int AS place
     FROM pg_class c LEFT JOIN pg_class r ON r.oid = pg_partition_root(c.oid)
     JOIN pg_attribute a ON a.attrelid = coalesce(r.oid, c.oid) AND a.attname = '${tenant}'
     WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')`,
  );
  return new Map(
    rows
      .filter(({ table }) => isDistributed(table))
      .map(({ name, ...known }) => [name, known] as const),
  );
}
