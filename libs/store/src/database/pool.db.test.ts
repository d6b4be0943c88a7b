import { createTestDatabase, tcpProxy } from '@hookline/testkit';
import { expect, it } from 'vitest';
import { inTransaction, openPool } from './pool.js';

it('fails the transaction whose connection breaks between two statements, not the process', async () => {
  const database = await createTestDatabase();
  const { hostname, port } = new URL(database.url);
  const proxy = await tcpProxy({ host: hostname, port: Number(port) });
  const through = new URL(database.url);
  [through.hostname, through.port] = [proxy.host, String(proxy.port)];
  const errors: Error[] = [];
  const pool = openPool({
    databaseUrl: through.href,
    name: 'test',
    max: 1,
    onError: (error) => errors.push(error),
  });

  const work = inTransaction(pool, async (client) => {
    const broken = new Promise((resolve) => client.once('end', resolve));
    proxy.resetAll();
    await broken;
    await client.query('SELECT 1');
  });
  await expect(work).rejects.toThrow();
  expect(errors.length).toBeGreaterThan(0);
  expect((await pool.query('SELECT 1 AS n')).rows).toEqual([{ n: 1 }]);

  await pool.end();
  await proxy.stop();
  await database.drop();
});
