import './lib/check-node.mjs';
import { bundle } from './lib/bundle.mjs';

await bundle();
