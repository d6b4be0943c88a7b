import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { ownSpeech } from './apps/web/own-speech.ts';
import { LongestFirst } from './scripts/lib/longest-first.ts';

/** Workspace packages resolve to their source; third-party packages resolve as Node would. */
const server = { ssr: { resolve: { conditions: ['@hookline/source'] } } };
/**
 * Files share what they load, which is most of what short ones take; each puts back what it changed. Left to itself Vitest
 * keeps a core for itself, and of two that is one too many.
 */
const shared = { isolate: false, maxWorkers: Math.max(2, availableParallelism() - 1) };
const notOurs = ['**/node_modules/**', '**/dist/**'];

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        ...server,
        test: {
          ...shared,
          name: 'unit',
          environment: 'node',
          include: ['{apps,libs}/*/src/**/*.test.ts', 'scripts/**/*.test.ts'],
          exclude: [...notOurs, '**/*.db.test.ts', 'apps/web/**'],
        },
      },
      {
        ...server,
        test: {
          ...shared,
          name: 'db',
          environment: 'node',
          include: ['{apps,libs}/*/src/**/*.db.test.ts'],
          exclude: notOurs,
          globalSetup: ['libs/testkit/src/global-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: 3,
          // After the others: a database that is killed on purpose wants the machine for itself.
          sequence: { groupOrder: 1 },
        },
      },
      {
        resolve: {
          alias: ownSpeech,
          conditions: ['@hookline/source', 'module', 'browser', 'development|production'],
        },
        test: {
          ...shared,
          name: 'web',
          environment: 'happy-dom',
          include: ['apps/web/src/**/*.test.{ts,tsx}'],
          exclude: notOurs,
        },
      },
    ],
  },
});
