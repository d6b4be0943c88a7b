import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inRoot } from './root.mjs';
import { node } from './run.mjs';
import { readPlaywrightReport, readVitestReport } from './read-report.mjs';

/** Runs Vitest; without projects, all of them. */
export function runVitest(tally, { name, projects = [], env = {} }) {
  const args = (report) => [
    inRoot('node_modules/vitest/vitest.mjs'),
    'run',
    ...projects.map((project) => `--project=${project}`),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  return stage(tally, {
    name,
    read: readVitestReport,
    start: (report) => node(args(report), { env, show: true }),
  });
}

/** What the browser tells is shown at the end: it is not the only one who speaks meanwhile. */
export function runJourneys(tally, { name, env }) {
  const args = [inRoot('node_modules/@playwright/test/cli.js'), 'test', '--reporter=list,json'];
  const cwd = inRoot('apps/e2e');
  return stage(tally, {
    name,
    read: readPlaywrightReport,
    start: (report) => node(args, { cwd, env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report } }),
    isShownAfter: true,
  });
}

/** A stage that ends without a report, or badly without a failed test, has failed itself. */
async function stage(tally, { name, read, start, isShownAfter = false }) {
  const began = Date.now();
  const dir = mkdtempSync(join(tmpdir(), 'hookline-report-'));
  const report = join(dir, 'report.json');
  const { code, reason, output } = await start(report);
  if (isShownAfter) console.log(output);
  const counts = existsSync(report) ? read(readFileSync(report, 'utf8')) : undefined;
  rmSync(dir, { recursive: true, force: true });
  const elapsedMs = Date.now() - began;
  if (counts === undefined) {
    console.log(`\n${name} ended without a report (${reason})`);
    tally.add(name, { failed: 1, elapsedMs });
  } else {
    const isUnexplained = code !== 0 && counts.failed === 0;
    if (isUnexplained) console.log(`\n${name} ended badly (${reason}) though no test failed`);
    tally.add(name, { ...counts, failed: counts.failed + (isUnexplained ? 1 : 0), elapsedMs });
  }
}
