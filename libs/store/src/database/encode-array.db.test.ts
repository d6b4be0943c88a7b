import { createTestDatabase, type TestDatabase } from '@hookline/testkit';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeBytes, encodeFloats, encodeInts, encodeTexts, encodeUuids } from './encode-array.js';
import { openPool, type Pool } from './pool.js';

let database: TestDatabase;
let pool: Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = openPool({ databaseUrl: database.url, name: 'test', max: 1 });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

async function back(type: string, parameter: Buffer): Promise<unknown> {
  const { rows } = await pool.query<{ items: unknown }>(`SELECT $1::${type}[] AS items`, [
    parameter,
  ]);
  return rows[0]?.items;
}

const storable = fc
  .string({ unit: 'binary', maxLength: 40 })
  .map((text) => text.replaceAll('\0', ''));
const runs = { numRuns: 40 };

describe('an array parameter in binary form', () => {
  it('brings any text to the database as it is', async () => {
    const texts = fc.array(fc.option(storable), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(texts, async (items) => {
        expect(await back('text', encodeTexts(items))).toEqual(items);
      }),
      runs,
    );
  });

  it('brings long texts of any script', async () => {
    const items = ['я'.repeat(5_000), null, '😀'.repeat(400), '', 'a'.repeat(1_023)];
    expect(await back('text', encodeTexts(items))).toEqual(items);
  });

  it('brings any bytes', async () => {
    const bytes = fc.array(fc.option(fc.uint8Array({ maxLength: 60 })), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(bytes, async (items) => {
        const wanted = items.map((item) => item && Buffer.from(item));
        expect(await back('bytea', encodeBytes(items))).toEqual(wanted);
      }),
      runs,
    );
  });

  it('brings any uuid, whatever the case of its letters', async () => {
    const ids = fc.array(fc.option(fc.uuid()), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(ids, async (items) => {
        const shouted = items.map((item) => item && item.toUpperCase());
        expect(await back('uuid', encodeUuids(shouted))).toEqual(items);
      }),
      runs,
    );
  });

  it('brings numbers', async () => {
    const ints = [0, -1, 2_147_483_647, -2_147_483_648];
    expect(await back('int', encodeInts(ints))).toEqual(ints);
    const floats = [0.1, -1e300, 5e-324];
    expect(await back('float8', encodeFloats(floats))).toEqual(floats);
  });

  it('is empty where there is nothing', async () => {
    expect(await back('text', encodeTexts([]))).toEqual([]);
    expect(await back('int', encodeInts([]))).toEqual([]);
  });

  it.each([
    '',
    '0190',
    'x'.repeat(36),
    '01900000-0000-7000-8000-00000000000g',
    `${'0'.repeat(34)}`,
  ])('refuses %j, which is no uuid', (id) => {
    expect(() => encodeUuids([id])).toThrow(TypeError);
  });
});
