import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
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
    const test = { status: 'failed', fullName: 'a rule holds', failureMessages: ['it does not'] };
    const bad = { status: 'failed', name: 'a.test.ts', assertionResults: [test] };
    const broken = {
      status: 'failed',
      name: 'b.test.ts',
      message: 'no such module',
      assertionResults: [{ status: 'passed' }],
    };
    const failure = { title: 'a.test.ts: a rule holds', message: 'it does not' };

    expect(readVitestReport(vitest([bad]))).toEqual({
      passed: 3,
      failed: 1,
      skipped: 3,
      failures: [failure],
    });
    expect(readVitestReport(vitest([bad, broken]))).toEqual({
      passed: 3,
      failed: 2,
      skipped: 3,
      failures: [failure, { title: 'b.test.ts', message: 'no such module' }],
    });
  });

  it('take the counts of Playwright, and an error outside of any test as a failure', () => {
    const stats = { expected: 4, flaky: 1, unexpected: 2, skipped: 3 };

    const results = [{ errors: [{ message: 'no such button' }] }, { errors: [] }];
    const specs = [
      { ok: true, title: 'is well', file: 'a.e2e.ts', tests: [{ results: [] }] },
      { ok: false, title: 'is not', file: 'a.e2e.ts', tests: [{ results }] },
    ];
    const errors = [{ message: 'the product did not start' }];
    const report = { stats, errors, suites: [{ suites: [{ specs }] }] };

    expect(readPlaywrightReport(JSON.stringify(report))).toEqual({
      passed: 5,
      failed: 3,
      skipped: 3,
      failures: [
        { title: 'a.e2e.ts: is not', message: 'no such button' },
        { title: 'outside of any journey', message: 'the product did not start' },
      ],
    });
  });

  it.each(['', '{', '{}', 'null', '[]'])('are unknown where the report is %j', (source) => {
    expect(readVitestReport(source)).toBeUndefined();
    expect(readPlaywrightReport(source)).toBeUndefined();
  });

  const written: unknown[] = [];
  beforeEach(() => {
    written.length = 0;
    vi.spyOn(console, 'log').mockImplementation((line) => written.push(line));
  });

  it('say once more at the end what failed, and the first of its words', () => {
    const tally = new Tally();
    const message = Array.from({ length: 40 }, (_, at) => `line ${at}`).join('\n');
    tally.add('unit tests', { failed: 1, failures: [{ title: 'a rule', message }], elapsedMs: 1 });
    tally.add('journeys', { passed: 1, elapsedMs: 1 });
    written.length = 0;
    tally.close();

    expect(written[0]).toMatch(/^\nfailed: a rule\nline 0\n(line \d+\n)*line 11$/);
    expect(written.at(-1)).toBe('1 passed, 1 failed');
    process.exitCode = 0;
  });

  it('end with the line that machines read, and nothing more on it', () => {
    const tally = new Tally();
    tally.add('unit tests', { passed: 3, skipped: 2, elapsedMs: 1 });
    tally.add('journeys', { passed: 1, elapsedMs: 1 });
    tally.close();

    expect(written).toContain('unit tests: 3 passed, 2 skipped (0.0 s)');
    expect(written.at(-1)).toBe('4 passed, 0 failed');
  });
});
