import { expect, it } from 'vitest';
import { planWideStorm } from './plan-wide-storm.js';

const crew = { apis: ['api-1', 'api-2', 'api-3'], workers: ['worker-1', 'worker-2', 'worker-3'] };
const leaseMs = 3_000;
const plan = (seconds: number, seed: number) => planWideStorm({ ...crew, leaseMs, seconds, seed });
const lengthMs = (faults: ReturnType<typeof plan>) =>
  faults.reduce((sum, { afterMs }) => sum + afterMs, 0);

it('repeats a storm exactly for the same seed, and makes another one for another', () => {
  expect(plan(60, 7)).toEqual(plan(60, 7));
  expect(plan(60, 8)).not.toEqual(plan(60, 7));
});

it('kills and pauses an api and a worker each, all of them others, in the shortest storm of any seed', () => {
  for (let seed = 0; seed < 500; seed += 1) {
    const sure = plan(3, seed).slice(0, 4);

    const what = sure.map(({ kind, name }) => `${kind} ${name.slice(0, -2)}`);
    expect(what.sort()).toEqual(['kill api', 'kill worker', 'pause api', 'pause worker']);
    expect(new Set(sure.map(({ name }) => name)).size).toBe(4);
    const asleep = sure.find(({ kind, name }) => kind === 'pause' && name.startsWith('worker'));
    expect(asleep?.forMs).toBeGreaterThan(leaseMs);
  }
});

it('stays within its time, and goes on for all of it', () => {
  const faults = plan(60, 3);

  expect(lengthMs(faults)).toBeLessThan(60_000);
  expect(lengthMs(faults)).toBeGreaterThan(57_000);
  expect(new Set(faults.map(({ name }) => name)).size).toBe(6);
});
