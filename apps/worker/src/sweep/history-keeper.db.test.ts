import { createLogger } from '@hookline/platform';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWorkerHouse, type WorkerHouse } from '../run/worker-house.given.js';
import { createHistoryKeeper } from './history-keeper.js';

let house: WorkerHouse;
beforeAll(async () => {
  house = await openWorkerHouse();
});
afterAll(() => house.close());

const parts = ['events', 'event_files', 'runs', 'step_attempts'];
const weeksThere = () =>
  house.one(
    `SELECT count(DISTINCT right(relname, 8))::int AS n FROM pg_class WHERE relname ~ '^events_2020\\d{4}$'`,
  );

it('drops what is past its time, says once why a week is kept, and without a setting does nothing', async () => {
  const lines: string[] = [];
  const log = createLogger({ level: 'info', name: 'test', write: (line) => lines.push(line) });
  for (const [week, next] of [
    ['2020-01-06', '2020-01-13'],
    ['2020-01-13', '2020-01-20'],
  ])
    for (const part of parts)
      await house.pool.query(
        `CREATE TABLE ${part}_${week?.replaceAll('-', '')} PARTITION OF ${part}
         FOR VALUES FROM ('${await floorOf(week)}') TO ('${await floorOf(next)}')`,
      );
  const { scope, flowId } = await house.aLiveFlow([]);
  await house.pool.query(
    `INSERT INTO events (workspace_id, id, flow_id, state, method, path, query, headers, body_kind, body, summary)
     SELECT $1, (left(uuid_v7_floor('2020-01-07')::text, 24) || lpad(n::text, 12, '0'))::uuid, $2, 'held', 'POST', '', '',
            '[]', 'none', '', '' FROM generate_series(1, 501) n`,
    [scope.workspaceId, flowId],
  );
  await house.pool.query('UPDATE ledger_marks SET folded_to = now()');
  const told = (words: RegExp) => lines.filter((line) => words.test(line)).length;

  await createHistoryKeeper(house.pool, log, undefined)();
  expect(await weeksThere()).toBe(2);
  const keepHistory = createHistoryKeeper(house.pool, log, 31);
  // Another statement may hold the mark of the ledger, or the tables, at any moment.
  while ((await weeksThere()) > 1) await keepHistory();
  await keepHistory();

  expect(
    told(/past its time is dropped.*20200113-20200120|20200113-20200120.*past its time is dropped/),
  ).toBe(1);
  expect(told(/20200106-20200113.*not done|not done.*20200106-20200113/)).toBe(1);
  await house.pool.query('DELETE FROM events');
  while ((await weeksThere()) > 0) await keepHistory();
});

async function floorOf(day: string | undefined): Promise<string> {
  const { rows } = await house.pool.query<{ id: string }>(
    'SELECT uuid_v7_floor($1::timestamptz) AS id',
    [day],
  );
  return rows[0]?.id ?? '';
}
