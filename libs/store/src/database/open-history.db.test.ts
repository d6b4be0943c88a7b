import {
  migrateDatabase,
  startServer,
  startStandby,
  waitFor,
  type TestServer,
  type TestStandby,
} from '@hookline/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countLedger } from '../ledger/count-ledgers.js';
import { scopeOf } from '../scope.js';
import { historyOf, openHistory, type History } from './open-history.js';
import { openStore, type OpenStore, type Store } from './open-store.js';

let server: TestServer;
let standby: TestStandby;
let primary: OpenStore;
let history: History;
const changes: string[] = [];

beforeAll(async () => {
  server = await startServer();
  await migrateDatabase(server.url);
  standby = await startStandby(server.url);
  primary = await openStore({ databaseUrl: server.url, name: 'test', max: 2 });
  history = openHistory({
    primary: primary.store,
    databaseUrl: standby.url,
    pooling: 'session',
    max: 2,
    lagMs: 50,
    onChange: (state) => changes.push(state),
  });
});
afterAll(async () => {
  await history.close();
  await primary.close();
  await standby.stop().catch(() => undefined);
  await server.stop();
});

const isStandby = async (store: Store): Promise<boolean> => {
  const [row] = await store.query<{ is_standby: boolean }[]>(
    'SELECT pg_is_in_recovery() AS is_standby',
  );
  return row?.is_standby ?? false;
};
const untilReadOn = (where: 'standby' | 'primary') =>
  waitFor(async () => (await history.read(isStandby)) === (where === 'standby'), {
    what: `history is read on the ${where}`,
  });
const onStandby = async (sql: string): Promise<void> => {
  const own = await openStore({ databaseUrl: standby.url, name: 'test', max: 1 });
  await own.store.query(sql);
  await own.close();
};

describe('history with a streaming standby', () => {
  it('is read on the primary until the standby is known to keep up, and then on the standby', async () => {
    expect(await history.read(isStandby)).toBe(false);
    await untilReadOn('standby');

    const nobody = scopeOf('01890000-0000-7000-8000-000000000000');
    const ledger = await history.read((store) => countLedger(nobody, store, null));
    expect(ledger).toMatchObject({ received: 0, balanced: true });
  });

  it('asks the primary for what the standby does not have, or does not have in its last state', async () => {
    await untilReadOn('standby');
    const onPrimary = async (store: Store) => ((await isStandby(store)) ? null : 'there');
    const anywhere = async (store: Store) => ((await isStandby(store)) ? 'old' : 'new');

    expect(await history.find(onPrimary)).toBe('there');
    expect(await history.find(anywhere)).toBe('old');
    expect(await history.find(anywhere, (found) => found !== 'old')).toBe('new');
  });

  it('is read on the primary while the standby is behind', async () => {
    await untilReadOn('standby');
    await onStandby('SELECT pg_wal_replay_pause()');
    await primary.store.query('CREATE TABLE later (id int)');
    await untilReadOn('primary');
    expect(changes.at(-1)).toBe('behind');

    await onStandby('SELECT pg_wal_replay_resume()');
    await untilReadOn('standby');
    expect(await history.read((store) => store.query('SELECT * FROM later'))).toEqual([]);
  });

  it('is read on the primary, without a fault for anybody, where a part is dropped that is being read', async () => {
    await untilReadOn('standby');
    await onStandby('ALTER SYSTEM SET max_standby_streaming_delay = 0');
    await onStandby('SELECT pg_reload_conf()');
    await untilReadOn('standby');
    const readLong = async (store: Store): Promise<string> => {
      if (!(await isStandby(store))) return 'primary';
      await store.transaction('REPEATABLE READ', async (inner) => {
        await inner.query('SELECT * FROM later');
        await primary.store.query('DROP TABLE later');
        for (let looks = 0; looks < 1_000; looks += 1) await inner.query('SELECT pg_sleep(0.01)');
      });
      return 'standby';
    };

    expect(await history.read(readLong)).toBe('primary');
    expect(changes.at(-1)).toBe('away');
    await untilReadOn('standby');
  });

  it('is read on the primary, without a fault for anybody, when the standby goes', async () => {
    await untilReadOn('standby');
    await standby.stop();

    expect(await history.read(isStandby)).toBe(false);
    expect(changes.at(-1)).toBe('away');
  });

  it('does not hide a fault of the question itself', async () => {
    await expect(history.read((store) => store.query('SELECT nothing'))).rejects.toThrow('nothing');
  });
});

it('without a standby is read on the primary', async () => {
  const { read, find } = historyOf(primary.store);

  expect(await read(isStandby)).toBe(false);
  expect(await find(async (store) => ((await isStandby(store)) ? null : 1))).toBe(1);
});
