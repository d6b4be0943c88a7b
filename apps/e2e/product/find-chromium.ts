import { existsSync } from 'node:fs';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
];

/** The browser that was named or is installed; undefined leaves the choice to Playwright. */
export function findChromium(): string | undefined {
  const named = process.env['HOOKLINE_CHROMIUM'] ?? '';
  if (named !== '') return named;
  return places.find((file) => existsSync(file));
}
