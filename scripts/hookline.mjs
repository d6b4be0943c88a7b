import './lib/check-node.mjs';
import { prepare } from './lib/prepare.mjs';
import { runCli } from './lib/run-cli.mjs';

await prepare();
await runCli(process.argv.slice(2));
