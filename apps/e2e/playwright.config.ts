import { defineConfig } from '@playwright/test';
import { findChromium } from './product/find-chromium.js';

const executablePath = findChromium();

/** Nothing that a browser does by itself may slow a journey down or call anybody. */
const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
// Chromium refuses to run its sandbox as root.
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

export default defineConfig({
  testDir: 'journeys',
  testMatch: '*.e2e.ts',
  outputDir: 'test-results',
  // Each has a product of its own; one alone leaves a third of two cores idle.
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: process.env['CI'] !== undefined,
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Moscow',
    colorScheme: 'light',
    contextOptions: { reducedMotion: 'reduce' },
    actionTimeout: 15_000,
    // To write down every step of every journey costs a fifth of them: ask for it where one has failed.
    trace: process.env['HOOKLINE_TRACE'] === '1' ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      args: [...quiet, ...asRoot],
      ...(executablePath === undefined ? {} : { executablePath }),
    },
  },
});
