import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aStore, type TestStore } from './store.given.js';

let db: TestStore;
beforeAll(async () => {
  db = await aStore();
});
afterAll(() => db.close());

const floorOf = async (at: string): Promise<string | undefined> => {
  const { rows } = await db.pool.query<{ id: string }>('SELECT uuid_v7_floor($1) AS id', [at]);
  return rows[0]?.id;
};
const zero = '00000000-0000-0000-0000-000000000000';
const last = 'ffffffff-ffff-0000-0000-000000000000';

describe('the least id of an instant', () => {
  it.each([
    ['1970-01-01T00:00:00Z', zero],
    ['1970-01-01T00:00:00.001Z', '00000000-0001-0000-0000-000000000000'],
    ['2025-11-22T15:00:00Z', '019aac14-4180-0000-0000-000000000000'],
    ['10889-08-02T05:31:50.655Z', last],
  ])('of %s tells its milliseconds', async (at, id) => {
    expect(await floorOf(at)).toBe(id);
  });

  it.each(['1969-12-31T23:59:59.999Z', '1960-01-01T00:00:00Z', '0001-01-01 BC', '-infinity'])(
    'of %s, before all ids, is the first there is',
    async (at) => {
      expect(await floorOf(at)).toBe(zero);
    },
  );

  it.each(['10890-01-01T00:00:00Z', '20000-01-01T00:00:00Z', 'infinity'])(
    'of %s, after all ids, is none in between',
    async (at) => {
      expect(await floorOf(at)).toBe(last);
    },
  );
});
