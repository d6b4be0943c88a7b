import { expect, it } from 'vitest';
import { createPools } from './create-pools.js';

const pool = (pools: ReturnType<typeof createPools>, n: number) =>
  pools.for(new URL(`https://target-${n}.example`), { address: '192.0.2.1', family: 4 });

it('connections are kept for so many targets, and closed for the one that was not used for the longest time', async () => {
  const pools = createPools({ connectionsPerTarget: 1, connectTimeoutMs: 1_000 });
  const first = pool(pools, 0);
  const second = pool(pools, 1);
  for (let n = 2; n < 256; n += 1) pool(pools, n);
  expect(pool(pools, 0)).toBe(first);
  expect([first.closed, second.closed]).toEqual([false, false]);

  pool(pools, 256);

  expect([first.closed, second.closed]).toEqual([false, true]);
  expect(pool(pools, 0)).toBe(first);
  expect(pool(pools, 1)).not.toBe(second);
  await pools.close();
});
