import { listRuns, type FlowView } from '@hookline/contract';
import type { Page } from '@playwright/test';
import { aFlow, createLive, leadRow, ownerMail } from '../given/flows.js';
import { sendForm, tildaLead } from '../given/tilda.js';
import { Flow } from '../pages/flow.js';
import { Run } from '../pages/run.js';
import { isAccessible } from '../product/is-accessible.js';
import { expect, test } from '../product/journey.js';

test.use({ viewport: { width: 360, height: 740 } });

test('on a phone one finds a flow, reads a run and pauses, and nothing runs over the edge', async ({
  page,
  product: { api },
}) => {
  const row = { ...leadRow, name: `Row${'-of-no-end'.repeat(3)}${'x'.repeat(120)}` };
  const live: FlowView = await createLive(api, aFlow('On a phone', [row, ownerMail]));
  await sendForm(live.hookUrl, tildaLead({ Name: 'Phone Reader' }));
  const { items } = await api.askUntil(
    listRuns,
    { query: { flowId: live.id } },
    ({ items: [run] }) => run?.state === 'succeeded',
  );

  await page.goto('/flows?text=On+a+phone');
  await expect(page.getByRole('link', { name: 'On a phone' })).toBeVisible();
  await fits(page);
  const run = new Run(page);
  await run.open(items[0]?.id ?? '');
  await expect(await run.unfold('Send an e-mail')).toContainText('Lead from Callback');
  await fits(page);
  const flow = new Flow(page);
  await flow.open(live.id);
  await expect(page.getByText('This is the flow to read.')).toBeVisible();
  await fits(page);
  await page.getByRole('button', { name: 'Simple view' }).click();
  const simple = page.getByTestId('simple-view');
  await simple.getByText('Send an e-mail', { exact: true }).first().click();
  await fits(page);
  await simple.getByRole('textbox', { name: 'Subject', exact: true }).click();
  await page.keyboard.press('End');
  await page.keyboard.type(', from a phone');
  await expect(page.getByTestId('save-state')).toHaveAttribute('data-state', 'saved');
  await page.getByRole('button', { name: 'Read', exact: true }).click();
  await expect(page.getByTestId('outline')).toContainText(', from a phone');
  await flow.pause();
  await expect(flow.state('paused')).toBeVisible();
  for (const path of [
    '/',
    '/inbox',
    '/catchers',
    '/runs',
    '/tables/Leads',
    '/connections',
    '/templates',
  ]) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await fits(page);
    await isAccessible(page);
  }
});

async function fits(page: Page): Promise<void> {
  const widths = () => page.evaluate(() => document.documentElement.scrollWidth);
  await expect.poll(widths, `${page.url()} fits the screen`).toBeLessThanOrEqual(360);
}
