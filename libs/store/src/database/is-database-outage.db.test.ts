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

/** Ends the connection of this transaction, and waits until that is known here. */
async function loseConnection(store: Store): Promise<void> {
  const own = await selectOne<{ pid: number }>(store, 'SELECT pg_backend_pid() AS pid', []);
  await home.pool.query('SELECT pg_terminate_backend($1, 5000)', [own?.pid]);
  await waitFor(() => store.queryRunner?.isReleased === true, { what: 'the loss is noticed' });
}

type Work = (store: Store, lose: () => Promise<void>) => Promise<unknown>;

const asksTheMapper: Work = async (store, lose) => {
  await lose();
  await store.query('SELECT 1');
};
const asksNothingMore: Work = (_, lose) => lose();
const asksItsConnection: Work = (store, lose) =>
  onClient(store, async (client) => {
    await lose();
    await client.query('SELECT 1');
  });

describe('a connection that is lost between two statements of a transaction', () => {
  it.each<[string, Work]>([
    ['asks through the mapper', asksTheMapper],
    ['has all done when it is lost, for nothing is committed', asksNothingMore],
    ['asks on the plain connection', asksItsConnection],
  ])('is an outage to the one who %s', async (_, work) => {
    const fault: unknown = await inStore(home.store, (store) =>
      work(store, () => loseConnection(store)),
    ).catch((error: unknown) => error);

    expect(fault).toBeInstanceOf(Error);
    expect(isDatabaseOutage(fault)).toBe(true);
  });
});
