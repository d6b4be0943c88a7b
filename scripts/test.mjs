import './lib/check-node.mjs';
import { deadCode, documents, format, lint, serverBundle, types, webBuild } from './lib/checks.mjs';
import { readSources } from './lib/ensure-built.mjs';
import { ensureInstalled } from './lib/ensure-installed.mjs';
import { findBrowser } from './lib/find-browser.mjs';
import { ensureServers } from './lib/ensure-servers.mjs';
import { runJourneys, runVitest } from './lib/run-tests.mjs';
import { stopWithUs } from './lib/run.mjs';
import { explain } from './lib/step.mjs';
import { takeTurn } from './lib/take-turn.mjs';
import { Tally, tallyCheck } from './lib/tally.mjs';

stopWithUs();
await takeTurn(ensureInstalled).catch(explain);
const browser = await findBrowser();
const faults = await ensureServers();

const tally = new Tally();
if (faults.length > 0) {
  for (const fault of faults) console.error(fault);
  tally.add('servers for the tests', { failed: faults.length, elapsedMs: 0 });
  tally.close();
  process.exit();
}
// The tests run the built programs, so the build (which is the check of types, too) comes first.
const sources = readSources();
const build = async () =>
  [
    await tallyCheck(tally, types),
    await tallyCheck(tally, serverBundle),
    await tallyCheck(tally, webBuild),
  ].every(Boolean);
// Two cores, and each check keeps one busy: what needs nothing built begins beside the build.
const building = build();
const inTurn = async () => {
  for (const check of [format, deadCode]) await tallyCheck(tally, check);
  await building;
  await tallyCheck(tally, documents);
};
await Promise.all([building.then(() => tallyCheck(tally, lint)), inTurn()]);
if (await building) sources.keep();

const env = { HOOKLINE_CHROMIUM: browser ?? '' };
await runVitest(tally, {
  name: 'unit and component tests',
  projects: ['unit', 'web'],
  env,
});
// One after the other: side by side they are no quicker on two cores, and faults that are timed want quiet.
await runVitest(tally, { name: 'database tests', projects: ['db'], env });
if (browser !== undefined) await runJourneys(tally, { name: 'browser journeys', env });
else {
  console.log('No Chromium starts here and none could be installed: set CHROMIUM_PATH to one.');
  tally.add('browser journeys', { failed: 1, elapsedMs: 0 });
}
tally.close();
