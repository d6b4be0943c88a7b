import { createRequire } from 'node:module';
import { installDebianPackage } from './install-debian-package.mjs';
import { isExecutable, onPath } from './on-path.mjs';
import { inRoot } from './root.mjs';
import { node, run } from './run.mjs';
import { step } from './step.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const places = [
  '/usr/bin/chromium',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/** A Chromium that starts: an installed one, else Playwright's own, else Debian's package; undefined where none can be had. */
export async function findBrowser() {
  const installed = [process.env.CHROMIUM_PATH, onPath(...names), ...places];
  for (const file of installed) if (await starts(file)) return file;
  if (await starts(playwrightsOwn())) return playwrightsOwn();
  await step("Installing Playwright's Chromium", () =>
    node([inRoot('node_modules/@playwright/test/cli.js'), 'install', 'chromium']),
  );
  if (await starts(playwrightsOwn())) return playwrightsOwn();
  await installDebianPackage('chromium');
  const packaged = onPath('chromium');
  return (await starts(packaged)) ? packaged : undefined;
}

function playwrightsOwn() {
  const { chromium } = createRequire(inRoot('apps/e2e/package.json'))('@playwright/test');
  return chromium.executablePath();
}

/** A browser without its libraries is there and yet does not start. */
async function starts(file) {
  if (!file || !isExecutable(file)) return false;
  if (process.platform === 'win32') return true;
  return (await run(file, ['--version'])).code === 0;
}
