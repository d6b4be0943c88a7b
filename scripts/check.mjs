import './lib/check-node.mjs';
import { deadCode, documents, format, lint, types } from './lib/checks.mjs';
import { ensureInstalled } from './lib/ensure-installed.mjs';
import { runVitest } from './lib/run-tests.mjs';
import { stopWithUs } from './lib/run.mjs';
import { explain } from './lib/step.mjs';
import { takeTurn } from './lib/take-turn.mjs';
import { Tally, tallyCheck } from './lib/tally.mjs';

stopWithUs();
await takeTurn(ensureInstalled).catch(explain);
const tally = new Tally();
for (const check of [types, format, lint, deadCode, documents]) await tallyCheck(tally, check);
await runVitest(tally, { name: 'unit tests', projects: ['unit', 'web'] });
tally.close();
