import { createApiKey, getFlow } from '@hookline/contract';
import { sendForm, sendTildaPing, tildaLead } from '../given/tilda.js';
import { Door } from '../pages/door.js';
import { Editor } from '../pages/editor.js';
import { Flow } from '../pages/flow.js';
import { House } from '../pages/house.js';
import { ListPage, outboxOf } from '../pages/lists.js';
import { NewFlow } from '../pages/new-flow.js';
import { Run } from '../pages/run.js';
import { owner } from '../product/start-product.js';
import { expect, test } from '../product/journey.js';

test.describe('the main job in the browser', () => {
  test.use({
    storageState: { cookies: [], origins: [] },
    permissions: ['clipboard-read', 'clipboard-write'],
    baseURL: async ({ freshProduct }, use) => use(freshProduct.url),
  });

  test('a new owner connects a form, maps its fields, and sees each lead as a row, a mail and a call', async ({
    page,
    freshProduct: product,
    vendor,
    complaints,
  }) => {
    test.setTimeout(120_000);
    // Nobody is signed in yet, and the page asks who is there.
    complaints.expect(/status of 401/);
    const newFlow = new NewFlow(page);
    const editor = new Editor(page);
    const flow = new Flow(page);

    const link = product.lines.map((line) => /first owner: (\S+)/.exec(line)?.[1]).find(Boolean);
    await test.step('the first owner comes by the printed link', async () => {
      await page.goto(link ?? 'the product printed no link');
      await new Door(page).createOwner(owner);
      await expect(page.getByRole('heading', { level: 1, name: 'Templates' })).toBeVisible();
    });
    await useOwnKey();

    await newFlow.open();
    await newFlow.chooseSource(/Tilda.*A form is sent/);
    await expect(newFlow.light('Waiting for the first request')).toBeVisible();
    const hookUrl = await newFlow.copyAddress();
    await test.step("Tilda's test turns the light on, and a real lead arrives live", async () => {
      expect(await (await sendTildaPing(hookUrl)).text()).toBe('ok');
      await expect(newFlow.light('Connected')).toBeVisible();
      await sendForm(hookUrl, tildaLead());
      await expect(newFlow.light('The first lead is here')).toBeVisible();
      await expect(newFlow.fields.getByRole('row', { name: 'Phone' })).toContainText(
        '8 (916) 123-45-67',
      );
    });
    const flowId = newFlow.flowId();
    await newFlow.build();

    await test.step('a row: dragged onto the line, its fields picked', async () => {
      await editor.dragAfter('trigger', 'Add a row');
      await editor.panel.getByRole('combobox', { name: 'Table' }).fill('Leads');
      await addValue('Name', 'trigger.Name');
      await addValue('Phone', 'trigger.Phone');
      await editor.pick('Phone', 'phone', 'helper:phone');
      await expect(editor.previewOf('Phone')).toContainText('+79161234567');
      await expect(editor.previewOf('Name')).toContainText('Иван Петров');
    });
    await test.step('a mail: added by the plus, text and fields mixed', async () => {
      await editor.addAfter('row', 'Send an e-mail');
      await editor.type('To', 'owner@shop.example');
      await editor.type('Subject', 'Lead from ');
      await editor.pick('Subject', 'formname', 'trigger.formname');
      await editor.pick('Text', 'name', 'trigger.Name');
      await expect(editor.previewOf('Subject')).toContainText('Lead from Callback');
    });
    await test.step('a call: added by the plus, and tried out with the captured lead', async () => {
      await editor.addAfter('email', 'Make an HTTP request');
      await editor.type('Address', `${vendor.url}/leads`);
      await editor.type('Body', '{ "name": "');
      await editor.pick('Body', 'name', 'trigger.Name');
      await editor.goOn('", "id": "');
      await editor.pick('Body', 'tranid', 'trigger.tranid');
      await editor.goOn('" }');
      await editor.test();
      await expect(editor.panel).toContainText('It worked');
      expect(vendor.requests.at(-1)?.json).toMatchObject({ name: 'Иван Петров' });
    });
    await editor.isSaved();
    await flow.publish();
    await expect(flow.state('live')).toBeVisible();

    const before = vendor.requests.length;
    const lead = tildaLead({ Name: 'Мария Котова', Phone: '8 903 765-43-21' });
    await sendForm(hookUrl, lead);
    await vendor.until((requests) => requests.length > before);
    await test.step('the lead is in the table, in the outbox and at the vendor', async () => {
      const house = new House(page);
      await house.goTo('Tables');
      await new ListPage(page).link('Leads').click();
      await expect(new ListPage(page).row('Мария Котова')).toContainText('+79037654321');
      await house.goTo('Outbox');
      await outboxOf(page).choose('Lead from Callback');
      await expect(outboxOf(page).chosen).toContainText('Мария Котова');
      const call = vendor.requests.at(-1);
      expect(call?.json).toEqual({ name: 'Мария Котова', id: lead['tranid'] });
      expect(call?.headers['idempotency-key']).toBeTruthy();
    });
    await test.step('the run shows the input and output of every step', async () => {
      await flow.open(flowId, 'Runs');
      await page.getByRole('link', { name: /Мария Котова/ }).click();
      const run = new Run(page);
      await expect(run.state('succeeded')).toBeVisible();
      await expect(await run.unfold('Add a row')).toContainText('+79037654321');
      await expect(await run.unfold('Send an e-mail')).toContainText('Lead from Callback');
      await expect(await run.unfold('Make an HTTP request')).toContainText(`${vendor.url}/leads`);
    });

    async function addValue(column: string, path: string): Promise<void> {
      await editor.panel.getByRole('button', { name: `Add ${column}`, exact: true }).click();
      await editor.pick(column, path.replace('trigger.', ''), path);
    }

    /** The keyless product of this journey gets a key of the owner who was made in the browser. */
    async function useOwnKey(): Promise<void> {
      const response = await page.request.post('/api/v1/api-keys', {
        data: { name: 'journey' },
        headers: { origin: product.url },
      });
      product.useKey(createApiKey.reply.parse(await response.json())?.apiKey ?? '');
    }
    expect((await product.api.ask(getFlow, { params: { id: flowId } })).state).toBe('live');
  });
});
