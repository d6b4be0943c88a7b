import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const built = new URL('../../dist/memory/keep-tick-shape.js', import.meta.url);

/** How much slower a tick is after full sweeps in which no tick was alive; the quickest of many rounds counts. */
const program = (begin: string) => `
  import { setTimeout as wait } from 'node:timers/promises';
  import { keepTickShape } from ${JSON.stringify(built.href)};
  ${begin}
  const round = () => new Promise((resolve) => {
    const beganAt = performance.now();
    let left = 20_000;
    const tick = () => (left-- > 0 ? process.nextTick(tick) : resolve(performance.now() - beganAt));
    tick();
  });
  const quickest = async () => {
    let leastMs = Infinity;
    for (let at = 0; at < 25; at += 1) leastMs = Math.min(leastMs, await round());
    return leastMs;
  };
  const before = await quickest();
  for (let at = 0; at < 6; at += 1) {
    await wait(5);
    gc();
  }
  await wait(5);
  console.log((await quickest()) / before);
`;

async function slowdown(begin: string): Promise<number> {
  const args = ['--expose-gc', '--input-type=module', '--eval', program(begin)];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return Number(stdout);
}

/** Between what it is with the shape kept, one, and without, five to ten; a neighbour on the machine makes 1.6 of one. */
const bound = 3;

it('keeps ticks as quick after the sweeps of a start as before them', async () => {
  expect(await slowdown('keepTickShape();')).toBeLessThan(bound);
});
