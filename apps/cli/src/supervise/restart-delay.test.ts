import { expect, it } from 'vitest';
import { restartDelayMs } from './restart-delay.js';

it('restarts at once at first, later ever slower, yet always within two seconds', () => {
  expect([1, 2, 5].map(restartDelayMs)).toEqual([100, 100, 100]);
  expect([6, 7, 8, 9, 10, 11, 1000].map(restartDelayMs)).toEqual([
    200, 400, 800, 1600, 2000, 2000, 2000,
  ]);
});
