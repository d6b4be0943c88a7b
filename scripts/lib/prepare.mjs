import { existsSync } from 'node:fs';
import { ensureBuilt } from './ensure-built.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { inRoot } from './root.mjs';
import { leaveSignalsAlone, stopWithUs } from './run.mjs';
import { explain } from './step.mjs';
import { takeTurn } from './take-turn.mjs';

/** Settings may stand in a file beside the code; what the environment says wins. */
function loadSettings() {
  const file = inRoot('.env');
  if (existsSync(file)) process.loadEnvFile(file);
}

/** Brings a clone to where it can run. */
export async function prepare() {
  loadSettings();
  stopWithUs();
  await takeTurn(async () => {
    await ensureInstalled();
    await ensureBuilt();
  }).catch(explain);
  leaveSignalsAlone();
}
