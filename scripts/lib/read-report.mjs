/**
 * Counts of a Vitest JSON report, and what failed; undefined where it is none. A file that could not run at all is one
 * failure.
 */
export function readVitestReport(source) {
  const report = parse(source);
  if (!Array.isArray(report?.testResults)) return undefined;
  const bad = report.testResults.filter((file) => file.status === 'failed');
  const failed = bad.flatMap(failedTests);
  const broken = bad.filter((file) => failedTests(file).length === 0);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
    failures: [...failed, ...broken.map(({ name, message }) => ({ title: name, message }))],
  };
}

const failedTests = (file) =>
  file.assertionResults
    .filter((test) => test.status === 'failed')
    .map((test) => ({
      title: `${file.name}: ${test.fullName}`,
      message: test.failureMessages?.join('\n'),
    }));

/** Counts of a Playwright JSON report, and what failed. One that needed a second try passed, and its list says so. */
export function readPlaywrightReport(source) {
  const report = parse(source);
  if (typeof report?.stats?.expected !== 'number') return undefined;
  const { expected, flaky, unexpected, skipped } = report.stats;
  const errors = report.errors ?? [];
  return {
    passed: expected + flaky,
    failed: unexpected + errors.length,
    skipped,
    failures: [
      ...(report.suites ?? []).flatMap(failedSpecs),
      ...errors.map(({ message }) => ({ title: 'outside of any journey', message })),
    ],
  };
}

/** Suites stand in suites: of files, and of what is described in them. */
const failedSpecs = ({ specs = [], suites = [] }) => [
  ...specs
    .filter((spec) => !spec.ok)
    .map((spec) => ({
      title: `${spec.file}: ${spec.title}`,
      message: spec.tests
        .flatMap((test) => test.results)
        .flatMap((result) => result.errors ?? [])
        .map((error) => error.message)
        .join('\n'),
    })),
  ...suites.flatMap(failedSpecs),
];

function parse(source) {
  try {
    return JSON.parse(source);
  } catch {
    return undefined;
  }
}
