import { expect, it } from 'vitest';
import type { Runs } from '../measure/measure-runs.js';
import { costFigures, type Sample } from './cost-figures.js';

const megabyte = 1_048_576;

function aRun(given: Partial<Runs>): Runs {
  const memory = { apiBytes: 0, workerBytes: 0, togetherBytes: 0 };
  const cpu = { apiCpuMs: 0.1, workerCpuMs: 0.2, databaseCpuMs: 0.3 };
  const rest = { perSec: 1, driverShare: 0, accepted: 1, lost: 0, doubled: 0 };
  return { ...cpu, ...rest, memory, ...given };
}

const aSample = (runs: readonly Runs[], statements: number): Sample => ({
  runs,
  counted: { statements, fsyncs: 0.1, runs: aRun({}) },
});

it('compares the whole price of an event, and tells the most of memory', () => {
  const held = (together: number) => ({
    apiBytes: 100 * megabyte,
    workerBytes: 200 * megabyte,
    togetherBytes: together * megabyte,
  });
  const product = [held(250), held(280)].map((memory) => aRun({ memory }));
  const limit = [aRun({ apiCpuMs: 0.05, workerCpuMs: 0.1, databaseCpuMs: 0.15 })];

  const rows = costFigures(aSample(product, 0.3), aSample(limit, 0.1), 270);

  expect(rows.map(({ product: ours, limit: theirs }) => [ours, theirs])).toEqual([
    ['0.10 + 0.20 + 0.30', '0.05 + 0.10 + 0.15'],
    ['0.300', '0.100'],
    ['0.100', '0.100'],
    ['280 MB (100 MB + 200 MB)', ''],
  ]);
  expect(rows.map(({ ratio }) => ratio?.toFixed(2))).toEqual(['2.00', '3.00', '1.00', undefined]);
  expect(rows[3]?.budget).toEqual({ words: '<= 270 MB', isMet: false });
});
