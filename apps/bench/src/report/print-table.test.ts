import { describe, expect, it } from 'vitest';
import { spreadOf } from '../measure/spread.js';
import { atLeast, atMost, isMissed, plain } from './figure.js';
import { spread, three, toTable } from './print-table.js';

describe('the table', () => {
  it('has columns under each other, and says of each budget whether it is met', () => {
    const rows = [
      { ...plain('runs/s', '2,000', '4,000'), ratio: 0.5, budget: atLeast(0.5, 0.6) },
      { ...plain('memory', '200 MB'), budget: atMost(200, 250, ' MB') },
      plain('  statements', '0.1'),
    ];

    expect(toTable(rows)).toBe(
      [
        '              product  limit  ratio     budget',
        'runs/s          2,000  4,000   0.50     >= 0.6  MISSED',
        'memory         200 MB                <= 250 MB     met',
        '  statements      0.1',
      ].join('\n'),
    );
  });

  it('shows beside the middle of several rounds between which they were', () => {
    expect(spread(spreadOf([3_613, 4_899, 4_000]))).toBe('4,000 (3,613..4,899)');
    expect(spread(spreadOf([3_613]))).toBe('3,613');
  });

  it('stays within 120 columns with the longest names and figures there are', () => {
    const rounds = spread(spreadOf([10_000, 12_000, 15_000]));
    const slow = three({ p50Ms: 1_000, p95Ms: 1_500.5, p99Ms: 2_500.5 });
    const table = toTable([
      {
        ...plain('runs/s, 20 calls, 2 workers, PostgreSQL', rounds, rounds),
        ratio: 100,
        budget: atMost(500, 450, ' MB'),
      },
      plain('  CPU ms/event: api + worker + database', '0.10 + 0.24 + 0.25'),
      plain('POST to effect, 15,000/s, p50/95/99 ms', slow, slow),
    ]);

    expect(Math.max(...table.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
  });
});

describe('a budget', () => {
  it('is met at its bound, and missed beyond it', () => {
    expect([atLeast(0.7, 0.7).isMet, atLeast(0.69, 0.7).isMet]).toEqual([true, false]);
    expect([atMost(3, 3).isMet, atMost(3.1, 3).isMet]).toEqual([true, false]);
  });

  it('is not missed where there is none', () => {
    expect(isMissed(plain('memory', '1 MB'))).toBe(false);
    expect(isMissed({ ...plain('memory', '1 MB'), budget: atMost(2, 1) })).toBe(true);
  });
});
