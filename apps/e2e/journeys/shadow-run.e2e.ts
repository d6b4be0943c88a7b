import { listOutbox, listRows, listRuns, saveDraft, type FlowView } from '@hookline/contract';
import { aFlow, createLive, leadRow, ownerMail, tellVendor } from '../given/flows.js';
import { sendForm, tildaLead } from '../given/tilda.js';
import { Flow } from '../pages/flow.js';
import { Trial } from '../pages/trial.js';
import { expect, test } from '../product/journey.js';

test('before it is published a draft is tried on the leads that came, and nothing happens', async ({
  page,
  product: { api },
}) => {
  const live: FlowView = await createLive(api, aFlow('Tried first', [leadRow]));
  for (const Name of ['Ann Trial', 'Bob Trial', 'Cid Trial']) {
    await sendForm(live.hookUrl, tildaLead({ Name }));
  }
  const done = ({ items }: { items: readonly { state: string }[] }) =>
    items.length === 3 && items.every(({ state }) => state === 'succeeded');
  await api.askUntil(listRuns, { query: { flowId: live.id } }, done);
  const traces = async () => ({
    rows: (await api.ask(listRows, { params: { name: 'Leads' } })).items.length,
    mails: (await api.ask(listOutbox)).items.length,
    runs: (await api.ask(listRuns, { query: { flowId: live.id } })).items.length,
  });
  const before = await traces();
  const trial = new Trial(page);
  await new Flow(page).open(live.id);

  await trial.openFromEditor();
  await trial.start();
  await expect(trial.result).toContainText('3 events: 3 the same');
  await trial.close();

  const input = { table: 'Leads', values: { Name: '{{upper trigger.Name}}' } };
  const steps = [{ ...leadRow, input }, ownerMail];
  const body = { document: aFlow('Tried first', steps), revision: live.draftRevision };
  await api.ask(saveDraft, { params: { id: live.id }, body });
  await page.reload();
  await trial.openFromPublish();
  await trial.start();
  await expect(trial.result).toContainText('3 events: 3 changed');
  await expect(trial.result).toContainText('Name is different in 3 events');
  await expect(trial.result).toContainText('Send an e-mail: would be done for 3 more events');
  const lead = await trial.unfold('Bob Trial');
  await expect(lead.locator('del', { hasText: 'Bob Trial' })).toBeVisible();
  await expect(lead.locator('ins', { hasText: 'BOB TRIAL' })).toBeVisible();

  expect(await traces()).toEqual(before);
});

test('one chooses how many past leads it is tried on, and whether what only reads may ask', async ({
  page,
  product: { api },
  vendor,
}) => {
  const live = await createLive(api, aFlow('Tried on some', [leadRow]));
  const names = Array.from({ length: 22 }, (_, index) => `Lead ${index + 1}`);
  await Promise.all(names.map((Name) => sendForm(live.hookUrl, tildaLead({ Name }))));
  await api.askUntil(
    listRuns,
    { query: { flowId: live.id } },
    ({ items }) => items.length === 22 && items.every(({ state }) => state === 'succeeded'),
  );
  const ask = tellVendor(`${vendor.url}/customers`);
  const asking = {
    ...ask,
    name: 'Ask the CRM',
    input: { method: 'GET', url: `${vendor.url}/customers` },
  };
  const document = aFlow('Tried on some', [leadRow, asking]);
  await api.ask(saveDraft, {
    params: { id: live.id },
    body: { document, revision: live.draftRevision },
  });
  const trial = new Trial(page);
  await new Flow(page).open(live.id);
  await trial.openFromEditor();

  await trial.takeLast(20);
  await trial.start();
  await expect(trial.result).toContainText('20 events:');
  await expect(trial.result).toContainText('Ask the CRM: for 20 events the history has no answer');
  expect(vendor.requests).toEqual([]);

  await trial.allowReads();
  await trial.start();
  await expect(trial.result).not.toContainText('the history has no answer');
  await expect(trial.result).toContainText('20 events:');
  expect(vendor.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(
    Array.from({ length: 20 }, () => 'GET /customers'),
  );
});
