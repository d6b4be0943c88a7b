import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** The programs as they were built. */
export const ownProgram = `${root}apps/bench/dist/main.js`;
export const productProgram = (app: 'api' | 'worker' | 'cli'): string =>
  `${root}apps/${app}/dist/main.js`;
