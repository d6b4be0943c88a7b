import { createConnection, getEvent, listEvents, listRuns } from '@hookline/contract';
import { aFlow, anyWebhook, createDraft, createLive } from '../given/flows.js';
import { Editor } from '../pages/editor.js';
import { Flow } from '../pages/flow.js';
import { inboxOf, outboxOf } from '../pages/lists.js';
import { Run } from '../pages/run.js';
import { expect, test } from '../product/journey.js';

const evil = `<img src=x onerror="window.__xss=1"><script>window.__xss=1</script>`;

test('markup in names, payloads, headers, files and mails stays text on every page', async ({
  page,
  product: { api },
  complaints,
}) => {
  // The frame of a mail may do nothing; the browser says so when a mail tries.
  complaints.expect(/Blocked script execution|sandboxed|violates the following Content Security/);
  complaints.expect(/NotSameOrigin \(\S+\/x\)/);
  const steps = [
    {
      id: 'row',
      name: `Row ${evil}`,
      type: 'action' as const,
      app: 'tables',
      action: 'insert_row',
      connectionId: null,
      input: { table: 'Leads', values: { Name: '{{trigger.name}}', Comment: '{{trigger.text}}' } },
    },
    {
      id: 'mail',
      type: 'action' as const,
      app: 'email',
      action: 'send',
      connectionId: null,
      input: { to: 'owner@shop.example', subject: 'Hi {{trigger.name}}', html: '<p>a</p>' + evil },
    },
    {
      id: 'call',
      type: 'action' as const,
      app: 'http',
      action: 'request',
      connectionId: null,
      input: { method: 'POST', url: 'http://127.0.0.2:9/{{trigger.name}}' },
      retry: 'none' as const,
    },
  ];
  const { id, hookUrl } = await createLive(api, aFlow(`Evil ${evil}`, steps, anyWebhook));
  await createDraft(api, aFlow(`Draft ${evil}`, steps, anyWebhook));
  await api
    .ask(createConnection, {
      body: { app: 'http', name: `Key ${evil}`, values: { kind: 'none' } },
    })
    .catch(() => undefined);
  const form = new FormData();
  form.set('name', evil);
  form.set('text', `"></textarea>${evil}`);
  form.set(evil, 'a key with markup');
  form.set('file', new Blob(['x'], { type: 'text/html' }), `${evil}.html`);
  await fetch(`${hookUrl}/${encodeURIComponent(evil)}?q=${encodeURIComponent(evil)}`, {
    method: 'POST',
    headers: { 'x-evil': evil, 'user-agent': evil },
    body: form,
  });
  const { items: runs } = await api.askUntil(
    listRuns,
    { query: { flowId: id } },
    ({ items: [run] }) => run?.state === 'needs_attention',
  );
  const { items: events } = await api.ask(listEvents, { query: { flowId: id } });
  const event = await api.ask(getEvent, { params: { id: events[0]?.id ?? '' } });
  expect(JSON.stringify(event)).toContain('onerror');

  const editor = new Editor(page);
  const visits: Record<string, () => Promise<unknown>> = {
    '/': async () => undefined,
    '/flows': () => expect(page.getByRole('link', { name: `Evil ${evil}` })).toBeVisible(),
    [`/flows/${id}`]: async () => {
      await editor.choose('row');
      await expect(editor.previewOf('Comment')).toContainText('onerror');
      await editor.choose('trigger');
      await editor.openTab('Test');
      await expect(editor.panel).toContainText('onerror');
    },
    [`/flows/${id}/inbox?event=${event.id}`]: async () => {
      await expect(inboxOf(page).chosen).toContainText('onerror');
      for (const tab of await inboxOf(page).chosen.getByRole('tab').all()) await tab.click();
    },
    [`/flows/${id}/versions`]: async () => undefined,
    [`/flows/${id}/settings`]: async () => undefined,
    '/inbox': () => expect(inboxOf(page).list).toContainText('onerror'),
    '/runs': () => expect(page.getByRole('main')).toContainText('onerror'),
    [`/runs/${runs[0]?.id}`]: async () => {
      const run = new Run(page);
      await expect(run.title).toContainText('onerror');
      await run.unfold('Row ');
      await run.unfold('Send an e-mail');
    },
    '/tables/Leads': () => expect(page.getByRole('main')).toContainText('onerror'),
    '/outbox': async () => {
      await outboxOf(page).choose('onerror');
      await expect(page.locator('iframe')).toBeVisible();
    },
    '/connections': async () => undefined,
    '/settings': async () => undefined,
    '/templates': async () => undefined,
  };
  for (const [path, look] of Object.entries(visits)) {
    await test.step(path, async () => {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await look();
      for (const frame of page.frames()) {
        // A frame without scripts cannot even be asked.
        const found = await frame.evaluate('window.__xss').catch(() => undefined);
        expect(found).toBeUndefined();
      }
      expect(await page.locator('img[src="x"]').count()).toBe(0);
    });
  }
  await new Flow(page).open(id);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('Evil');
  await expect(page.getByRole('dialog')).toContainText('onerror');
  expect(await page.evaluate('window.__xss')).toBeUndefined();
});
