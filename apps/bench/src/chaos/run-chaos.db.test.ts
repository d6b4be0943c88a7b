import { beforeAll, describe, expect, it } from 'vitest';
import { runChaos, type ChaosReport } from './run-chaos.js';

describe('a storm of 20 seconds (CR-3, seed 1)', () => {
  let report: ChaosReport;
  const told: string[] = [];

  beforeAll(async () => {
    report = await runChaos({ seconds: 20, seed: 1, tell: (line) => told.push(line) });
  }, 300_000);

  it('loses nothing, doubles nothing and tells no secret', () => {
    expect(report.checks.filter(({ problem }) => problem !== null)).toEqual([]);
    expect(report.checks.length).toBeGreaterThan(10);
  });

  it('leaves a balance of runs that have all succeeded', () => {
    const { received, succeeded, balanced } = report.ledger;

    expect(balanced).toBe(true);
    expect(succeeded).toBe(received);
    expect(received).toBeGreaterThan(0);
  });
});
