import { isPrepared, openStore, type Store } from '@hookline/store';
import pg from 'pg';
import { z } from 'zod';

type Node = {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string | undefined;
  readonly 'Actual Rows'?: number | undefined;
  readonly 'Actual Loops'?: number | undefined;
  readonly 'Rows Removed by Filter'?: number | undefined;
  readonly 'Rows Removed by Index Recheck'?: number | undefined;
  readonly Plans?: readonly Node[] | undefined;
};

const node: z.ZodType<Node> = z.lazy(() =>
  z.object({
    'Node Type': z.string(),
    'Relation Name': z.string().optional(),
    'Actual Rows': z.number().optional(),
    'Actual Loops': z.number().optional(),
    'Rows Removed by Filter': z.number().optional(),
    'Rows Removed by Index Recheck': z.number().optional(),
    Plans: z.array(node).optional(),
  }),
);
const explained = z.array(z.object({ 'QUERY PLAN': z.array(z.object({ Plan: node })) }));

export type Reads = {
  /** Tables that were read from end to end. */
  readonly whole: readonly string[];
  /** Rows that were looked at, found or passed over. */
  readonly rows: number;
};

/** Runs what the product asks of a store, and tells what the database read for it. */
export async function readsOf(
  databaseUrl: string,
  store: Store,
  ask: (store: Store) => Promise<unknown>,
): Promise<Reads> {
  const asked: [string, unknown[]][] = [];
  await ask(listen(store, (sql, values) => asked.push([sql, values])));
  const { store: own, close } = await openStore({ databaseUrl, name: 'explain', max: 1 });
  try {
    await own.query('SET plan_cache_mode = force_generic_plan');
    const reads: Reads[] = [];
    for (const [sql, values] of asked) {
      const rows = await explain(own, sql, values);
      for (const { 'QUERY PLAN': plans } of explained.parse(rows)) {
        reads.push(...plans.map(({ Plan }) => sum(Plan)));
      }
    }
    return { whole: reads.flatMap(({ whole }) => whole), rows: total(reads) };
  } finally {
    await close();
  }
}

/** What is planned once for all values is explained so; everything else for the values at hand. */
async function explain(store: Store, sql: string, values: readonly unknown[]): Promise<unknown> {
  const how = 'EXPLAIN (ANALYZE, FORMAT JSON)';
  if (!isPrepared(sql)) return store.query(`${how} ${sql}`, [...values]);
  await store.query(`PREPARE page AS ${sql}`);
  try {
    return await store.query(`${how} EXECUTE page(${values.map(written).join(', ')})`);
  } finally {
    await store.query('DEALLOCATE page');
  }
}

function written(value: unknown): string {
  if (Array.isArray(value)) return `'{${value.join(',')}}'`;
  return pg.escapeLiteral(value instanceof Date ? value.toISOString() : String(value));
}

/** Hears each statement, also those of a transaction. */
function listen(store: Store, hear: (sql: string, values: unknown[]) => void): Store {
  return new Proxy(store, {
    get(target, name) {
      if (name === 'query')
        return (sql: string, values: unknown[]) => {
          hear(sql, values);
          return target.query(sql, values);
        };
      if (name === 'transaction')
        return (isolation: 'REPEATABLE READ', work: (inner: Store) => Promise<unknown>) =>
          target.transaction(isolation, (inner) => work(listen(inner, hear)));
      return Reflect.get(target, name);
    },
  });
}

const total = (reads: readonly Reads[]): number =>
  reads.reduce((rows, each) => rows + each.rows, 0);

function sum(plan: Node): Reads {
  const below = (plan.Plans ?? []).map(sum);
  const whole = below.flatMap((each) => each.whole);
  const table = plan['Relation Name'];
  if (table === undefined) return { whole, rows: total(below) };
  const seen =
    (plan['Actual Rows'] ?? 0) +
    (plan['Rows Removed by Filter'] ?? 0) +
    (plan['Rows Removed by Index Recheck'] ?? 0);
  return {
    whole: plan['Node Type'] === 'Seq Scan' && seen > 100 ? [...whole, table] : whole,
    rows: total(below) + seen * (plan['Actual Loops'] ?? 1),
  };
}
