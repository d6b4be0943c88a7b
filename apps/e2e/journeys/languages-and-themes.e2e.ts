import { listRuns, type FlowDocument } from '@hookline/contract';
import { aFlow, createDraft, createLive, leadRow, ownerMail } from '../given/flows.js';
import { sendForm, tildaLead } from '../given/tilda.js';
import { Editor } from '../pages/editor.js';
import { Door } from '../pages/door.js';
import { House } from '../pages/house.js';
import { isAccessible } from '../product/is-accessible.js';
import type { Product } from '../product/start-product.js';
import { owner } from '../product/start-product.js';
import { expect, test } from '../product/journey.js';

const looks = [
  { language: 'en', theme: 'light', heading: 'Flows' },
  { language: 'ru', theme: 'light', heading: 'Связки' },
  { language: 'en', theme: 'dark', heading: 'Flows' },
  { language: 'ru', theme: 'dark', heading: 'Связки' },
] as const;

const trialWords = { en: 'Past leads', ru: 'Прошлые заявки' } as const;
const loop: FlowDocument['steps'][number] = {
  id: 'each',
  type: 'loop',
  items: '{{trigger.payment.products}}',
  steps: [ownerMail],
};

for (const { language, theme, heading } of looks) {
  test(`every page in ${language}, ${theme}, can be read by everybody`, async ({
    page,
    product,
  }) => {
    const { flowId, runId, eventId } = await aRun(product, `Read in ${language} ${theme}`);
    const { id: loopId } = await createDraft(product.api, aFlow('For each', [loop]));
    await page.addInitScript(
      ([chosenLanguage, chosenTheme]) => {
        localStorage.setItem('hookline.language', chosenLanguage);
        localStorage.setItem('hookline.theme', chosenTheme);
      },
      [language, theme] as const,
    );

    await page.goto('/flows');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme);
    await isAccessible(page);
    await page.goto(`/flows/${flowId}`);
    await new Editor(page).choose('lead');
    await isAccessible(page);
    await page.locator('input[value="wires"] + label').click();
    await isAccessible(page);
    await page.goto(`/runs/${runId}`);
    await page.getByRole('main').locator('summary').nth(1).click();
    await isAccessible(page);
    await page.goto(`/runs/${runId}?view=canvas`);
    await new Editor(page).choose('lead');
    await isAccessible(page);
    await page.goto(`/flows/${flowId}/versions?left=1&right=draft`);
    await expect(page.getByTestId('side-by-side')).toBeVisible();
    await isAccessible(page);
    await page.goto(`/flows/${flowId}/settings`);
    await expect(page.getByRole('main').getByRole('textbox').first()).toBeVisible();
    await isAccessible(page);
    await page.goto(`/flows/${loopId}`);
    await new Editor(page).choose('each');
    await isAccessible(page);
    await page.goto(`/inbox?event=${eventId}`);
    await expect(page.locator('.hl-fields').first()).toBeVisible();
    await isAccessible(page);
    const trial = page.locator('[data-hint]').filter({ hasText: trialWords[language] });
    await page.goto(`/flows/${flowId}`);
    await trial.click();
    await expect(page.getByTestId('shadow')).toBeVisible();
    await isAccessible(page);
    const others = [
      '/',
      '/attention',
      '/flows/new',
      '/templates',
      '/inbox',
      '/catchers',
      '/tables/Leads',
      '/connections',
    ];
    // In the two looks that differ most; a third of the time for all that is likely to be found.
    const isBoth = (language === 'en') === (theme === 'light');
    for (const path of isBoth ? [...others, '/runs', '/outbox', '/settings'] : []) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await isAccessible(page);
    }
  });
}

test.describe('before signing in', () => {
  test.use({ storageState: { cookies: [], origins: [] } });

  test('the door speaks both languages, and the menu changes language and theme', async ({
    page,
    complaints,
  }) => {
    // Nobody is signed in yet, and the page asks who is there.
    complaints.expect(/status of 401/);
    await page.goto('/sign-in');
    await isAccessible(page);
    await page.getByText('RU', { exact: true }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Войти');
    await isAccessible(page);
    await page.getByText('EN', { exact: true }).click();
    await new Door(page).signIn(owner);
    const house = new House(page);
    await expect(house.rail.getByRole('link', { name: 'Flows' })).toBeVisible();

    await house.choose('Dark');
    await house.choose('Русский');
    await page.reload();

    await expect(house.rail.or(page.getByRole('navigation', { name: 'Разделы' }))).toContainText(
      'Связки',
    );
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  });
});

async function aRun({ api }: Product, name: string) {
  const { id: flowId, hookUrl } = await createLive(api, aFlow(name, [leadRow, ownerMail]));
  await sendForm(hookUrl, tildaLead());
  const { items } = await api.askUntil(
    listRuns,
    { query: { flowId } },
    ({ items: [run] }) => run?.state === 'succeeded',
  );
  const [run] = items;
  return { flowId, runId: run?.id ?? '', eventId: run?.eventId ?? '' };
}
