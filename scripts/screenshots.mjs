import './lib/check-node.mjs';
import { mkdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { findBrowser } from './lib/find-browser.mjs';
import { prepare } from './lib/prepare.mjs';
import { inRoot } from './lib/root.mjs';
import { furnish } from './screenshots/furnish.mjs';
import { shops } from './screenshots/shops.mjs';
import { owner, startProduct } from './screenshots/start-product.mjs';

// Makes the pictures of the documentation from the real product: node scripts/screenshots.mjs
// With a folder, every view in both languages, both themes and on a phone goes there, to be looked at.
const everything = process.argv[2];
const wide = { width: 1280, height: 800 };
const huge = { width: 1920, height: 1080 };
const phone = { width: 360, height: 740 };
const kept = [
  { folder: '', language: 'en', theme: 'light', viewport: wide },
  { folder: 'dark', language: 'en', theme: 'dark', viewport: wide },
  { folder: 'ru', language: 'ru', theme: 'light', viewport: wide },
  { folder: 'phone', language: 'en', theme: 'light', viewport: phone },
];
/** What of it is kept: each thing once, the editor in every look. */
const keptViews = {
  '': [
    'home',
    'new-flow',
    'editor',
    'wires',
    'simple',
    'shadow-run',
    'run',
    'run-canvas',
    'inbox',
    'catchers',
    'catcher',
    'table',
  ],
  dark: ['editor', 'run-canvas'],
  ru: ['editor', 'shadow-run'],
  phone: ['editor', 'run'],
};
const looks = everything === undefined ? kept : allLooks();
const words = {
  en: {
    fields: 'Fields',
    wires: 'As wires',
    simple: 'Simple view',
    fit: 'Fit to the window',
    publish: 'Publish',
    trial: 'Try the draft on past leads',
    start: 'Try it',
  },
  ru: {
    fields: 'Поля',
    wires: 'Линиями',
    simple: 'Простой вид',
    fit: 'Вписать в окно',
    publish: 'Включить',
    trial: 'Проверить черновик на прошлых заявках',
    start: 'Проверить',
  },
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
    await changeDraft(product.api, made.leads.id, shop.form);
    for (const look of looks.filter((one) => one.language === language)) {
      const context = await enter(product.url, look);
      const page = await context.newPage();
      for (const [name, show] of Object.entries(views(made, look))) {
        await show(page);
        const folder = everything ?? inRoot('docs/pictures');
        const isKept = everything !== undefined || keptViews[look.folder].includes(name);
        if (isKept) await shoot(page, join(folder, look.folder, `${name}.png`));
      }
      await context.close();
    }
  } finally {
    await product.stop();
  }
}

/** What each picture shows. */
function views({ leads, quiz, catcher, run, stuck }, { language, viewport }) {
  const say = words[language];
  const flow = `/flows/${leads.id}`;
  const both = {
    home: (page) => page.goto('/'),
    flows: (page) => page.goto('/flows'),
    'flow-runs': (page) => page.goto(`${flow}/runs`),
    versions: (page) => page.goto(`${flow}/versions`),
    runs: (page) => page.goto('/runs'),
    attention: (page) => page.goto('/attention'),
    connections: (page) => page.goto('/connections'),
    settings: (page) => page.goto('/settings'),
    'flow-settings': (page) => page.goto(`${flow}/settings`),
    'shadow-run': async (page) => {
      await page.goto(`${flow}/versions`);
      await page.getByRole('button', { name: say.publish, exact: true }).click();
      await page.getByRole('button', { name: say.trial }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: say.start, exact: true }).click();
      await page.getByTestId('shadow-examples').locator('summary').first().click();
      await page.getByTestId('shadow-result').scrollIntoViewIfNeeded();
    },
    run: async (page) => {
      await page.goto(`/runs/${run.id}`);
      await page.locator('details').nth(2).locator('summary').click();
    },
    inbox: async (page) => {
      await page.goto('/inbox');
      await page.locator('.hl-event-row').first().click();
      await page.locator('.hl-fields').waitFor();
    },
    catchers: (page) => page.goto('/catchers'),
    catcher: async (page) => {
      await page.goto(`/catchers/${catcher.id}`);
      await page.locator('.hl-event-row').first().click();
      await page.locator('.hl-fields').waitFor();
    },
  };
  if (viewport.width < 1000) return { ...both, editor: (page) => page.goto(flow) };
  return {
    ...both,
    canvas: async (page) => {
      await page.goto(flow);
      await page.getByTestId('step-row').waitFor();
    },
    publish: async (page) => {
      await page.goto(flow);
      await page.getByRole('button', { name: say.publish, exact: true }).click();
      await page.getByTestId('changes').waitFor();
    },
    'new-flow': (page) => page.goto(`/flows/new?flow=${quiz.id}`),
    editor: async (page) => {
      await page.goto(`/flows/${leads.id}`);
      await page.getByTestId('step-row').getByRole('button').first().click();
      await page.getByRole('tab', { name: say.fields }).click();
      await page.getByTestId('preview').waitFor();
      await page.getByRole('button', { name: say.fit }).click();
    },
    wires: async (page) => {
      await page.getByText(say.wires, { exact: true }).click();
      await page.locator('[data-target]').first().waitFor();
    },
    'run-canvas': async (page) => {
      await page.goto(`/runs/${stuck.id}?view=canvas`);
      await page.getByTestId('step-crm').getByRole('button').first().click();
    },
    'empty-canvas': async (page) => {
      await page.goto(`/flows/${quiz.id}`);
      await page.getByTestId('editor').waitFor();
    },
    table: (page) => page.goto('/tables/Leads'),
    gallery: (page) => page.goto('/templates'),
    // The last one: how a flow was looked at is remembered.
    simple: async (page) => {
      await page.goto(flow);
      await page.getByRole('button', { name: say.simple, exact: true }).click();
      await page.getByTestId('simple-view').waitFor();
    },
  };
}

/** What the owner is about to publish: whoever wrote nothing is called back all the same. */
async function changeDraft(api, flowId, comment) {
  const flow = await api('GET', `/flows/${flowId}`);
  const steps = flow.draft.steps.map((step) => {
    if (step.id !== 'row') return step;
    const values = { ...step.input.values, Comment: `{{default trigger.Comment "${comment}"}}` };
    return { ...step, input: { ...step.input, values } };
  });
  const document = { ...flow.draft, steps };
  await api('PUT', `/flows/${flowId}/draft`, { document, revision: flow.draftRevision });
}

function allLooks() {
  return ['en', 'ru'].flatMap((language) =>
    ['light', 'dark'].flatMap((theme) =>
      [wide, huge, phone].map((viewport) => {
        const folder = `${language}-${theme}-${viewport.width}`;
        return { folder, language, theme, viewport };
      }),
    ),
  );
}

async function enter(url, { language, theme, viewport }) {
  const context = await browser.newContext({
    baseURL: url,
    viewport,
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
  // On a phone the chosen request stands in the list's place, and takes its heading away.
  await page.locator('h1').first().waitFor({ state: 'attached' });
  await page.waitForLoadState('networkidle');
  await page.evaluate('document.fonts.ready.then(() => true)');
  // The pointer rests where nothing reacts to it.
  await page.mouse.move(page.viewportSize().width / 2, 2);
  mkdirSync(dirname(file), { recursive: true });
  await page.screenshot({ path: file, caret: 'hide', animations: 'disabled' });
  console.log(`${file} ${Math.round(statSync(file).size / 1_000)} KB`);
}
