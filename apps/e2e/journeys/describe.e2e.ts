import {
  checkConnection,
  createConnection,
  createFlow,
  deleteConnection,
  getFlow,
} from '@hookline/contract';
import type { FakeVendor } from '@hookline/testkit';
import { aFlow } from '../given/flows.js';
import { Describe } from '../pages/describe.js';
import { Editor } from '../pages/editor.js';
import { Flow } from '../pages/flow.js';
import type { Api } from '../product/api-client.js';
import { isAccessible } from '../product/is-accessible.js';
import { expect, test } from '../product/journey.js';

/** A model that is the fake vendor; it proposes the same whatever it is asked. */
type Model = { name: string; vendor: FakeVendor; content: string };

async function aModel(api: Api, { name, vendor, content }: Model): Promise<string> {
  vendor.reply('GET /v1/models', { body: { data: [{ id: 'small' }] } });
  vendor.reply('POST /v1/chat/completions', { body: { choices: [{ message: { content } }] } });
  const values = { baseUrl: `${vendor.url}/v1`, key: 'sk-1', model: 'small' };
  const { id } = await api.ask(createConnection, { body: { app: 'ai', name, values } });
  return id;
}

const said = {
  name: 'Leads',
  trigger: { app: 'tilda', event: 'form' },
  steps: [
    {
      id: 'reachable',
      name: 'Only with a phone',
      type: 'filter',
      when: { left: '{{trigger.Phone}}', op: 'is_not_empty' },
    },
    {
      id: 'mail',
      name: 'Tell the owner',
      type: 'action',
      app: 'email',
      action: 'send',
      input: { to: 'owner@shop.example', subject: 'Lead of {{trigger.Name}}', text: 'Call back' },
    },
    { id: 'sheet', type: 'action', app: 'sheets', action: 'append', input: {} },
  ],
};

test('a flow is described in words, looked at, taken as a draft, and taken back at once', async ({
  page,
  product: { api },
  vendor,
}) => {
  const flow = await api.ask(createFlow, { body: aFlow('Described', []) });
  const describe = new Describe(page);
  const editor = new Editor(page);
  const id = await aModel(api, {
    name: 'Of the canvas',
    vendor,
    content: `Here it is:\n${JSON.stringify(said)}`,
  });
  await new Flow(page).open(flow.id);
  await expect(page.getByTestId('empty-hint')).toBeVisible();
  await expect(describe.door).toHaveCount(0);

  await api.ask(checkConnection, { params: { id } });
  await page.reload();
  await describe.door.click();
  await describe.say('Mail me each lead that has a phone');
  await expect(describe.proposed).toContainText('Only with a phone');
  await expect(describe.proposed).toContainText('To: owner@shop.example');
  await expect(describe.dialog).toContainText('the action sheets/append');
  expect((await api.ask(getFlow, { params: { id: flow.id } })).draft.steps).toEqual([]);

  await describe.take();
  await expect(editor.card('reachable')).toBeVisible();
  await expect(editor.card('mail')).toBeVisible();
  await editor.isSaved();
  const { draft, published } = await api.ask(getFlow, { params: { id: flow.id } });
  expect(draft.steps.map((step) => step.id)).toEqual(['reachable', 'mail']);
  expect(published).toBeNull();

  await editor.undo();
  await expect(page.getByTestId('empty-hint')).toBeVisible();
  await editor.isSaved();
  await api.ask(deleteConnection, { params: { id } });
  await page.reload();
  await expect(page.getByTestId('empty-hint')).toBeVisible();
  await expect(describe.door).toHaveCount(0);
});

test('on a phone, a new flow begins with words, and an answer that is none is told', async ({
  page,
  product: { api },
  vendor,
  complaints,
}) => {
  const id = await aModel(api, { name: 'Of the phone', vendor, content: 'I would rather not.' });
  await api.ask(checkConnection, { params: { id } });
  await page.setViewportSize({ width: 360, height: 740 });
  const describe = new Describe(page);
  await page.goto('/flows/new');
  await describe.door.click();
  await describe.example('Large orders apart');
  await isAccessible(page, '[role="dialog"]');
  complaints.expect(/422/);
  await describe.ask();
  await expect(describe.dialog.getByRole('alert')).toContainText('Say it in other words');

  vendor.reply('POST /v1/chat/completions', {
    body: { choices: [{ message: { content: JSON.stringify(said) } }] },
  });
  await describe.ask();
  await expect(describe.proposed).toContainText('Tell the owner');
  await isAccessible(page, '[role="dialog"]');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await describe.take();
  await expect(page.getByRole('heading', { name: 'Waiting for the first request' })).toBeVisible();
});
