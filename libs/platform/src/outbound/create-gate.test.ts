import { expect, it } from 'vitest';
import { createGate } from './create-gate.js';

it('names are remembered of a thousand hosts and no more: the one looked up longest ago goes first', async () => {
  const asked: string[] = [];
  const gate = createGate({
    allow: [],
    resolve: (hostname) => {
      asked.push(hostname);
      return Promise.resolve([{ address: '93.184.216.34', family: 4 }]);
    },
  });
  const check = (n: number) => gate.check({ host: `target-${n}.example.com`, port: 443 });
  for (let n = 0; n < 1_000; n += 1) await check(n);
  await check(0);
  expect(asked).toHaveLength(1_000);

  await check(1_000);
  await check(1);
  await check(0);

  expect(asked.slice(1_000)).toEqual(['target-1000.example.com', 'target-0.example.com']);
});
