import type { Locator, Page } from '@playwright/test';
import { getFlow } from '@hookline/contract';
import { aFlow, createDraft, leadRow } from '../given/flows.js';
import { Editor } from '../pages/editor.js';
import { Flow } from '../pages/flow.js';
import { owner } from '../product/start-product.js';
import { expect, test } from '../product/journey.js';

test.describe('whoever is not signed in', () => {
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
});

test('by keyboard alone one builds a flow, maps its fields and publishes it', async ({
  page,
  product: { api },
}) => {
  const { id } = await createDraft(api, aFlow('Built by keys', []));
  const [editor, flow] = [new Editor(page), new Flow(page)];
  const { keyboard } = page;
  const add = async (name: string) => {
    await keyboard.press('/');
    await keyboard.type(name);
    await keyboard.press('Enter');
    // On in its settings, without a way there.
    await expect(editor.panel.getByRole('tab', { name: 'Fields' })).toBeFocused();
  };
  const fill = async (label: string, field: string) => {
    await tabTo(page, editor.field(label));
    await keyboard.type('{{');
    await expect(page.getByRole('combobox', { name: 'Find a field or a value' })).toBeFocused();
    await keyboard.type(field);
    await keyboard.press('Enter');
    await expect(editor.field(label).locator('.hl-pill')).toHaveText(field);
  };
  await flow.open(id);
  await editor.card('trigger').waitFor();
  await test.step('a filter, a row and a mail', async () => {
    await add('Filter');
    await fill('What is compared', 'Phone');
    await keyboard.press('Escape');
    await add('Add a row');
    await tabTo(page, editor.panel.getByRole('combobox', { name: 'Table' }));
    await keyboard.type('Leads');
    await tabTo(page, editor.panel.getByRole('button', { name: 'Add Phone' }));
    await keyboard.press('Enter');
    await fill('Phone', 'Phone');
    await keyboard.press('Escape');
    await add('Send an e-mail');
    for (const [label, text] of [
      ['To', 'owner@shop.example'],
      ['Subject', 'A lead'],
      ['Text', 'Call back'],
    ] as const) {
      await tabTo(page, editor.field(label));
      await keyboard.type(text);
    }
    await editor.isSaved();
  });
  await keyboard.press('Escape');
  await tabTo(page, flow.header.getByRole('button', { name: 'Publish' }), 'Shift+Tab');
  await keyboard.press('Enter');
  const publish = page.getByRole('dialog').getByRole('button', { name: 'Publish', exact: true });
  await tabTo(page, publish);
  await keyboard.press('Enter');
  await expect(flow.state('live')).toBeVisible();
  const { draft } = await api.ask(getFlow, { params: { id } });
  expect(draft.steps).toMatchObject([
    { type: 'filter', when: { all: [{ left: '{{trigger.Phone}}' }] } },
    { input: { table: 'Leads', values: { Phone: '{{trigger.Phone}}' } } },
    { input: { to: 'owner@shop.example', subject: 'A lead', text: 'Call back' } },
  ]);
});

async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(target).toBeVisible();
  for (let count = 0; count < 80; count += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error('Tab does not lead there');
}
