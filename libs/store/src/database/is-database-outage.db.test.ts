import { waitFor } from '@hookline/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isDatabaseOutage } from './is-database-outage.js';
import { inStore, onClient, type Store } from './open-store.js';
import { selectOne } from './select.js';
import { aStore, type TestStore } from './store.given.js';

let home: TestStore;
beforeAll(async () => {
  home = await aStore();
});
afterAll(() => home.close());

const ownPid = 'SELECT pg_backend_pid() AS pid';
const lose = (pid: number | undefined) =>
  home.pool.query('SELECT pg_terminate_backend($1, 5000)', [pid]);
const faultOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

describe('a connection that is lost between two statements of a transaction', () => {
  it('is an outage to the one who asks through the mapper', async () => {
    const work = inStore(home.store, async (store: Store) => {
      await lose((await selectOne<{ pid: number }>(store, ownPid, []))?.pid);
      await waitFor(() => store.queryRunner?.isReleased === true, { what: 'the loss is noticed' });
      await store.query('SELECT 1');
    });

    const fault = await faultOf(work);
    expect(fault).toBeInstanceOf(Error);
    expect(isDatabaseOutage(fault)).toBe(true);
  });

  it('is an outage to the one who has all done when it is lost, for nothing is committed', async () => {
    const work = inStore(home.store, async (store: Store) => {
      await lose((await selectOne<{ pid: number }>(store, ownPid, []))?.pid);
      await waitFor(() => store.queryRunner?.isReleased === true, { what: 'the loss is noticed' });
    });

    const fault = await faultOf(work);
    expect(fault).toBeInstanceOf(Error);
    expect(isDatabaseOutage(fault)).toBe(true);
  });

  it('is an outage to the one who asks on the plain connection', async () => {
    let runner: Store['queryRunner'];
    const work = inStore(home.store, async (store: Store) => {
      runner = store.queryRunner;
      await onClient(store, async (client) => {
        await lose((await client.query<{ pid: number }>(ownPid)).rows[0]?.pid);
        await waitFor(() => runner?.isReleased === true, { what: 'the loss is noticed' });
        await client.query('SELECT 1');
      });
    });

    const fault = await faultOf(work);
    expect(fault).toBeInstanceOf(Error);
    expect(isDatabaseOutage(fault)).toBe(true);
  });
});
