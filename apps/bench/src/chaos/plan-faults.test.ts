import { expect, it } from 'vitest';
import { faultKinds, planFaults } from './plan-faults.js';

it('repeats a storm exactly for the same seed, and makes another one for another', () => {
  const one = planFaults({ seconds: 120, seed: 7 });

  expect(planFaults({ seconds: 120, seed: 7 })).toEqual(one);
  expect(planFaults({ seconds: 120, seed: 8 })).not.toEqual(one);
});

it.each([1, 2, 3, 99])('lets each kind of fault happen even in a short storm (seed %i)', (seed) => {
  const faults = planFaults({ seconds: 20, seed });

  expect(new Set(faults.map(({ kind }) => kind))).toEqual(new Set(faultKinds));
});

it('stays within its time', () => {
  const faults = planFaults({ seconds: 60, seed: 3 });

  expect(faults.reduce((sum, { afterMs }) => sum + afterMs, 0)).toBeLessThan(60_000);
});
