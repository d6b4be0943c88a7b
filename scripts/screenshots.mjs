import './lib/check-node.mjs';
import { mkdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { findBrowser } from './lib/find-browser.mjs';
import { prepare } from './lib/prepare.mjs';
import { inRoot } from './lib/root.mjs';
import { furnish } from './screenshots/furnish.mjs';
import { shops } from './screenshots/shops.mjs';
import { owner, startProduct } from './screenshots/start-product.mjs';

// Makes the pictures of the README from the real product: node scripts/screenshots.mjs
const looks = [
  { folder: '', language: 'en', theme: 'light' },
  { folder: 'dark', language: 'en', theme: 'dark' },
  { folder: 'ru', language: 'ru', theme: 'light' },
];
const words = {
  en: { fields: 'Fields', fit: 'Show the whole flow' },
  ru: { fields: 'Поля', fit: 'Показать всю связку' },
};

await prepare();
const executablePath = await findBrowser();
const { chromium } = createRequire(inRoot('apps/e2e/package.json'))('@playwright/test');
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const browser = await chromium.launch({ executablePath, args: ['--disable-gpu', ...asRoot] });
try {
  for (const [language, shop] of Object.entries(shops)) await picture(language, shop);
} finally {
  await browser.close();
}

async function picture(language, shop) {
  const product = await startProduct();
  try {
    const made = await furnish(product.api, shop);
    for (const look of looks.filter((one) => one.language === language)) {
      const context = await enter(product.url, look);
      const page = await context.newPage();
      for (const [name, show] of Object.entries(views(made, language))) {
        await show(page);
        await shoot(page, inRoot('docs/pictures', look.folder, `${name}.png`));
      }
      await context.close();
    }
  } finally {
    await product.stop();
  }
}

/** What each picture shows. */
function views({ leads, quiz, run }, language) {
  return {
    home: (page) => page.goto('/'),
    'new-flow': (page) => page.goto(`/flows/new?flow=${quiz.id}`),
    editor: async (page) => {
      await page.goto(`/flows/${leads.id}`);
      await page.getByTestId('step-row').getByRole('button').first().click();
      await page.getByRole('tab', { name: words[language].fields }).click();
      await page.getByTestId('preview').waitFor();
      await page.getByRole('button', { name: words[language].fit }).click();
    },
    run: async (page) => {
      await page.goto(`/runs/${run.id}`);
      await page.locator('details').nth(2).locator('summary').click();
    },
    table: (page) => page.goto('/tables/Leads'),
    inbox: async (page) => {
      await page.goto('/inbox');
      await page.locator('.hl-event-row').first().click();
      await page.locator('.hl-fields').waitFor();
    },
    gallery: (page) => page.goto('/templates'),
  };
}

async function enter(url, { language, theme }) {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: 1280, height: 800 },
    locale: language,
    reducedMotion: 'reduce',
    colorScheme: theme,
  });
  await context.addInitScript(
    ([chosenLanguage, chosenTheme]) => {
      localStorage.setItem('hookline.language', chosenLanguage);
      localStorage.setItem('hookline.theme', chosenTheme);
    },
    [language, theme],
  );
  const data = { email: owner.email, password: owner.password };
  const reply = await context.request.post('/api/auth/sign-in/email', {
    data,
    headers: { origin: url },
  });
  if (!reply.ok()) throw new Error(`signing in was answered with ${reply.status()}`);
  return context;
}

async function shoot(page, file) {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForLoadState('networkidle');
  await page.evaluate('document.fonts.ready.then(() => true)');
  // The pointer rests where nothing reacts to it.
  await page.mouse.move(640, 2);
  mkdirSync(dirname(file), { recursive: true });
  await page.screenshot({ path: file, caret: 'hide', animations: 'disabled' });
  console.log(`${file} ${Math.round(statSync(file).size / 1_000)} KB`);
}
