import { createTestDatabase, type TestDatabase } from '@hookline/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkHistory } from './check-database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it('tells how long history is kept, and its size', async () => {
  expect(await checkHistory(database.url, undefined)).toMatchObject({
    isOk: true,
    detail: expect.stringMatching(
      /^kept for good \(HISTORY_DAYS is not set\); \d+ \w+ since 20\d\d-\d\d-\d\d$/,
    ),
  });
  expect(await checkHistory(database.url, 90)).toMatchObject({
    isOk: true,
    detail: expect.stringMatching(/^kept for 90 days; \d+ \w+ since 20\d\d-\d\d-\d\d$/),
  });
});
