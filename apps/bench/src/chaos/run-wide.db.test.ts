import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, redisOrSkip } from '@hookline/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runWide } from './run-wide.js';

const redis = await redisOrSkip();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hookline-wide-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  if (!('skip' in redis)) await redis.stop();
});

describe.each([
  { queue: 'PostgreSQL', redisUrl: null, seed: 1, isOff: false },
  { queue: 'Redis', redisUrl: 'url' in redis ? redis.url : null, seed: 2, isOff: 'skip' in redis },
])('three api and three worker processes behind a proxy, the queue on $queue', (given) => {
  it.skipIf(given.isOff)(
    'lose nothing and double nothing while they are killed and paused at random',
    { timeout: 120_000 },
    async () => {
      const database = await createTestDatabase();
      const dataDir = await mkdtemp(join(folder, 'machines-'));
      const told: string[] = [];
      const { checks, ledger } = await runWide({
        ...given,
        databaseUrl: database.url,
        dataDir,
        seconds: 3,
        tell: (line) => void told.push(line),
      });
      await database.drop();

      expect(checks.filter(({ problem }) => problem !== null)).toEqual([]);
      expect(checks.length).toBeGreaterThan(10);
      expect(ledger).toMatchObject({ balanced: true, succeeded: ledger.received, open: 0 });
      expect(ledger.received).toBeGreaterThan(20);
      for (const fault of ['kill api', 'kill worker', 'pause api', 'pause worker']) {
        const line = told.find((each) => each.startsWith(`${fault}-`)) ?? expect.fail(fault);
        expect(told).toContain(`${/\w+-\d/.exec(line)?.[0]} is back`);
      }
      const machines = await readdir(dataDir);
      expect(machines).toHaveLength(6);
      for (const machine of machines)
        expect(await readdir(join(dataDir, machine))).toEqual(['secret.key']);
    },
  );
});
