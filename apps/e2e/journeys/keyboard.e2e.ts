import type { Locator, Page } from '@playwright/test';
import { aFlow, createDraft, leadRow } from '../given/flows.js';
import { Editor } from '../pages/editor.js';
import { owner } from '../product/start-product.js';
import { expect, test } from '../product/journey.js';

test.use({ storageState: { cookies: [], origins: [] } });

test('by keyboard alone one signs in, opens a flow, adds a step, undoes and redoes it', async ({
  page,
  product: { api },
  complaints,
}) => {
  // Nobody is signed in yet, and the page asks who is there.
  complaints.expect(/status of 401/);
  await createDraft(api, aFlow('By keyboard', [leadRow]));
  const editor = new Editor(page);
  const before = ['A form is sent', 'Add a row'];

  await page.goto('/flows?text=By+keyboard');
  await tabTo(page, page.getByLabel('E-mail'));
  await page.keyboard.type(owner.email);
  await page.keyboard.press('Tab');
  await page.keyboard.type(owner.password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Flows' })).toBeVisible();
  await tabTo(page, page.getByRole('link', { name: 'By keyboard' }));
  await page.keyboard.press('Enter');
  await expect(editor.titles()).toHaveText(before);

  await tabTo(page, editor.item('Send an e-mail'));
  await page.keyboard.press('Enter');
  await expect(editor.titles()).toHaveText([...before, 'Send an e-mail']);
  await expect(editor.panel).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(editor.titles()).toHaveText(before);
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect(editor.titles()).toHaveText([...before, 'Send an e-mail']);
  await editor.isSaved();
});

async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let count = 0; count < 80; count += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('Tab does not lead there');
}
