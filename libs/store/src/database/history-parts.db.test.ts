import { migrations } from '@hookline/migrations';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate, migrateTo } from './migrate.js';
import { aLiveFlow, anEvent, aStore, aWorkspace, type TestStore } from './store.given.js';

const names = migrations.map(({ name }) => name);
const cut = names.indexOf('CutHistoryByMonth1764093600000');
const parents = ['event_files', 'events', 'runs', 'step_attempts'];

let db: TestStore;

beforeEach(async () => {
  db = await aStore();
});
afterEach(() => db.close());

type Part = { parent: string; name: string; from: string; to: string };

const partsOf = async (): Promise<readonly Part[]> =>
  (
    await db.pool.query<Part>(
      `SELECT parent, name, to_char(from_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS "from",
              to_char(to_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS "to"
       FROM history_parts() ORDER BY parent, from_at`,
    )
  ).rows;
const ensure = async (ahead: number): Promise<number> =>
  (await db.pool.query<{ made: number }>('SELECT ensure_partitions($1) AS made', [ahead])).rows[0]
    ?.made ?? 0;
/** The first day of a month from now. */
const month = (ahead: number): string => {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 1))
    .toISOString()
    .slice(0, 10);
};
const spansOf = (parts: readonly Part[], parent: string) =>
  parts.filter((part) => part.parent === parent).map(({ from, to }) => [from, to]);
const whereIs = async (id: string): Promise<string | undefined> =>
  (
    await db.pool.query<{ part: string }>(
      'SELECT tableoid::regclass::text AS part FROM events WHERE id = $1',
      [id],
    )
  ).rows[0]?.part;

describe('the parts of history', () => {
  it('are this month and the next, and further ones when they are asked for, each once', async () => {
    const parts = await partsOf();
    for (const parent of parents)
      expect(spansOf(parts, parent)).toEqual([
        [month(0), month(1)],
        [month(1), month(2)],
      ]);

    expect(await ensure(1)).toBe(0);
    expect(await ensure(2)).toBe(parents.length);
    expect(spansOf(await partsOf(), 'runs').at(-1)).toEqual([month(2), month(3)]);
  });

  it('stay weeks where something is in them, and go on as months from their end', async () => {
    await db.pool.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
    await migrateTo(db.url, names.slice(0, cut));
    const scope = await aWorkspace(db);
    const { id } = await anEvent(db, scope, await aLiveFlow(db, scope));
    const week = await whereIs(id);

    await migrate(db.url);

    expect(await whereIs(id)).toBe(week);
    const spans = spansOf(await partsOf(), 'events');
    const ends = spans.map(([, to]) => to);
    // Three weeks, then what is left of a month, or a month more where that is less than a week; no gap, no overlap.
    expect(spans.map(([from]) => from).slice(1)).toEqual(ends.slice(0, -1));
    expect(ends.at(-1)?.endsWith('-01')).toBe(true);
    expect(ends.at(-1)?.localeCompare(month(2))).toBeGreaterThanOrEqual(0);
    const lengths = spans.map(
      ([from = '', to = '']) => (Date.parse(to) - Date.parse(from)) / 86_400_000,
    );
    expect(lengths.slice(0, 3)).toEqual([7, 7, 7]);
    expect(lengths.slice(3).every((days) => days >= 7 && days < 38)).toBe(true);
  });

  it('leave out a month of which rows are kept already in the default part, and make the others', async () => {
    const scope = await aWorkspace(db);
    const flowId = await aLiveFlow(db, scope);
    await db.pool.query(
      `INSERT INTO events (workspace_id, id, flow_id, state, method, path, query, headers, body_kind, body, summary)
       VALUES ($1, uuid_v7_floor($3::timestamptz + interval '1 day'), $2, 'held', 'GET', '', '', '[]', 'none', '', '')`,
      [scope.workspaceId, flowId, `${month(2)}T00:00:00Z`],
    );

    expect(await ensure(3)).toBe(parents.length * 2 - 1);

    const parts = await partsOf();
    expect(spansOf(parts, 'events').map(([from]) => from)).toEqual([month(0), month(1), month(3)]);
    expect(spansOf(parts, 'runs')).toHaveLength(4);
  });
});
