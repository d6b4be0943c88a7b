import { expect, it } from 'vitest';
import { createTestDatabase, run } from './create-test-database.js';

it('gives each of several that ask at once an own copy of the template, and takes it back', async () => {
  const databases = await Promise.all(Array.from({ length: 4 }, () => createTestDatabase()));

  expect(new Set(databases.map(({ url }) => url)).size).toBe(4);
  for (const { url } of databases) await run(url, 'create table own (id int)');
  for (const { drop } of databases) await drop();
  for (const { url } of databases) await expect(run(url, 'select 1')).rejects.toThrow();
});
