import './lib/check-node.mjs';
import { runBench } from './lib/run-bench.mjs';

await runBench(['bench', ...process.argv.slice(2)]);
