import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** The programs as they were built; each of the product's is one file. */
export const ownProgram = `${root}apps/bench/dist/main.js`;
export const productProgram = (app: 'api' | 'worker' | 'cli'): string =>
  `${root}apps/${app}/dist/bundle/main.js`;

/** What `npm start` runs, and where it looks for settings. */
export const startScript = `${root}scripts/start.mjs`;
export const settingsFile = `${root}.env`;
