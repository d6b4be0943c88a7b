import './lib/check-node.mjs';
import { runBench } from './lib/run-bench.mjs';

await runBench(['chaos', ...process.argv.slice(2)]);
