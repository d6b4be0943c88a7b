/** Counts of a Vitest JSON report; undefined where it is none. A file that could not run at all is one failure. */
export function readVitestReport(source) {
  const report = parse(source);
  if (!Array.isArray(report?.testResults)) return undefined;
  const broken = report.testResults.filter(
    (file) =>
      file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** Counts of a Playwright JSON report. One that needed a second try passed, and its list says so. */
export function readPlaywrightReport(source) {
  const report = parse(source);
  if (typeof report?.stats?.expected !== 'number') return undefined;
  const { expected, flaky, unexpected, skipped } = report.stats;
  return { passed: expected + flaky, failed: unexpected + (report.errors?.length ?? 0), skipped };
}

function parse(source) {
  try {
    return JSON.parse(source);
  } catch {
    return undefined;
  }
}
