import { fileURLToPath } from 'node:url';
import './lib/check-node.mjs';
import { ensureInstalled } from './lib/ensure-installed.mjs';
import { buildWithEngine } from './lib/images/build-with-engine.mjs';
import { buildInCleanRoom, enterCleanRoom } from './lib/images/clean-room.mjs';
import { findEngine } from './lib/images/find-engine.mjs';
import { stopWithUs } from './lib/run.mjs';
import { explain } from './lib/step.mjs';
import { takeTurn } from './lib/take-turn.mjs';

stopWithUs();
const [flag, dir] = process.argv.slice(2);
if (flag === '--inside') await buildInCleanRoom(dir).catch(explain);
else await build().catch(explain);

async function build() {
  const engine = await findEngine();
  if (engine !== undefined) return buildWithEngine(engine);
  console.log(
    'No docker and no podman answers: the steps of the Dockerfile are run in a clean root.',
  );
  await takeTurn(ensureInstalled);
  process.exitCode = await enterCleanRoom(fileURLToPath(import.meta.url));
}
