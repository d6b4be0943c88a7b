import {
  getFlowLedger,
  installTemplate,
  listOutbox,
  listRows,
  listTemplates,
  publishFlow,
  saveDraft,
  type Bundle,
  type FlowDocument,
} from '@hookline/contract';
import { aBot } from '../given/connections.js';
import { sendForm, sendJson } from '../given/tilda.js';
import { expect, test } from '../product/journey.js';

type Effects = { rows: number; mails: number; calls: number };

/** What the sample of each template brings about. */
const expected: Record<string, Effects> = {
  'filter-and-branch': { rows: 1, mails: 1, calls: 0 },
  'thank-you-mail-after-delay': { rows: 0, mails: 1, calls: 0 },
  'tilda-order-with-products': { rows: 1, mails: 1, calls: 0 },
  'tilda-to-leads-and-mail': { rows: 1, mails: 1, calls: 0 },
  'tilda-to-leads-table': { rows: 1, mails: 0, calls: 0 },
  'tilda-to-telegram': { rows: 0, mails: 0, calls: 1 },
  'webhook-to-http': { rows: 0, mails: 0, calls: 1 },
  'webhook-to-mail': { rows: 0, mails: 1, calls: 0 },
  'webhook-to-telegram': { rows: 0, mails: 0, calls: 1 },
};

test('every template, installed and fed with its sample, does what it promises', async ({
  product: { api },
  vendor,
}) => {
  const bot = await aBot(api, vendor);
  const { items: templates } = await api.ask(listTemplates);
  expect(templates.map(({ id }) => id).toSorted()).toEqual(Object.keys(expected).toSorted());

  for (const template of templates) {
    await test.step(template.id, async () => {
      const before = await count();
      const flow = await api.ask(installTemplate, {
        params: { id: template.id },
        body: { connections: connectionsFor(template, bot), answers: answersFor(template) },
      });
      await api.ask(saveDraft, {
        params: { id: flow.id },
        body: { document: withShortDelays(flow.draft), revision: flow.draftRevision },
      });
      await api.ask(publishFlow, { params: { id: flow.id } });
      const sent = await send(template, flow.hookUrl);
      expect(sent.ok).toBe(true);

      const params = { id: flow.id };
      await api.askUntil(getFlowLedger, { params }, ({ succeeded }) => succeeded === 1);
      const after = await count();
      expect({
        rows: after.rows - before.rows,
        mails: after.mails - before.mails,
        calls: after.calls - before.calls,
      }).toEqual(expected[template.id]);
    });
  }

  function answersFor({ questions }: Bundle): Record<string, string> {
    const known: Record<string, string> = {
      owner_email: 'owner@shop.example',
      chat: '-1001234567890',
      target_url: `${vendor.url}/leads`,
      company: 'Tea shop',
      large_from: '1000',
    };
    return Object.fromEntries(questions.map(({ key }) => [key, known[key] ?? `no answer: ${key}`]));
  }

  async function count(): Promise<Effects> {
    const page = { limit: 200 };
    const rows = await api.ask(listRows, { params: { name: 'Leads' }, query: page });
    const mails = await api.ask(listOutbox, { query: page });
    return {
      rows: rows.items.length,
      mails: mails.items.length,
      calls: vendor.effects.all.length,
    };
  }
});

test('a template is installed in two clicks and an answer, and leads to its address', async ({
  page,
  product: { api },
}) => {
  await page.goto('/templates');
  const name = 'Use it: Any webhook to your mail';
  await page.getByRole('button', { name }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Your e-mail').fill('owner@shop.example');
  await dialog.getByRole('button', { name: 'Install' }).click();

  await expect(page.getByRole('heading', { name: 'Waiting for the first request' })).toBeVisible();
  const id = new URL(page.url()).searchParams.get('flow') ?? '';
  const { body } = await api.send('GET', `/flows/${id}`);
  expect(body).toMatchObject({ state: 'draft', problems: [] });
  expect(JSON.stringify(body)).toContain('owner@shop.example');
});

const connectionsFor = ({ slots }: Bundle, bot: string): Record<string, string> =>
  Object.fromEntries(slots.filter(({ app }) => app === 'telegram').map(({ key }) => [key, bot]));

const withShortDelays = (document: FlowDocument): FlowDocument => ({
  ...document,
  steps: document.steps.map((step) =>
    step.type === 'delay' && step.for !== undefined ? { ...step, for: { seconds: 1 } } : step,
  ),
});

function send({ document, sample }: Bundle, hookUrl: string): Promise<Response> {
  if (document.trigger.app !== 'tilda') return sendJson(hookUrl, sample);
  const nested = Object.values(sample).some((value) => typeof value === 'object');
  if (nested) return sendJson(hookUrl, sample);
  const pairs = Object.entries(sample).map(([name, value]) => [name, String(value)]);
  return sendForm(hookUrl, Object.fromEntries(pairs));
}
