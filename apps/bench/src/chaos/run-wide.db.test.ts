import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, redisOrSkip } from '@hookline/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runWide } from './run-wide.js';

const redis = await redisOrSkip();
let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hookline-wide-'));
});
afterAll(async () => {
  await rm(dataDir, { recursive: true, force: true });
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
      expect(told.some((line) => line.startsWith('kill'))).toBe(true);
    },
  );
});
