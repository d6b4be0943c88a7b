import { afterEach, describe, expect, it, vi } from 'vitest';
import { readPlaywrightReport, readVitestReport } from './lib/read-report.mjs';
import { Tally } from './lib/tally.mjs';

const vitest = (testResults: unknown[]) =>
  JSON.stringify({
    numPassedTests: 3,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 1,
    testResults,
  });

afterEach(() => vi.restoreAllMocks());

describe('the sums of npm test', () => {
  it('take the counts of Vitest, and a file that could not run as one failure', () => {
    const bad = { status: 'failed', assertionResults: [{ status: 'failed' }] };
    const broken = { status: 'failed', assertionResults: [] };

    expect(readVitestReport(vitest([bad]))).toEqual({ passed: 3, failed: 1, skipped: 3 });
    expect(readVitestReport(vitest([bad, broken]))).toEqual({ passed: 3, failed: 2, skipped: 3 });
  });

  it('take the counts of Playwright, and an error outside of any test as a failure', () => {
    const stats = { expected: 4, flaky: 1, unexpected: 2, skipped: 3 };

    expect(readPlaywrightReport(JSON.stringify({ stats, errors: [{}] }))).toEqual({
      passed: 5,
      failed: 3,
      skipped: 3,
    });
  });

  it.each(['', '{', '{}', 'null', '[]'])('are unknown where the report is %j', (source) => {
    expect(readVitestReport(source)).toBeUndefined();
    expect(readPlaywrightReport(source)).toBeUndefined();
  });

  it('end with the line that machines read, and nothing more on it', () => {
    const written: unknown[] = [];
    vi.spyOn(console, 'log').mockImplementation((line) => written.push(line));
    const tally = new Tally();
    tally.add('unit tests', { passed: 3, skipped: 2, elapsedMs: 1 });
    tally.add('journeys', { passed: 1, elapsedMs: 1 });
    tally.close();

    expect(written).toContain('unit tests: 3 passed, 2 skipped (0.0 s)');
    expect(written.at(-1)).toBe('4 passed, 0 failed');
  });
});
