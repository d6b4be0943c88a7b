import { getFlowLedger, listRows } from '@hookline/contract';
import { aFlow, createDraft, createLive, leadRow } from '../given/flows.js';
import { sendForm, tildaLead } from '../given/tilda.js';
import { Flow } from '../pages/flow.js';
import { inboxOf } from '../pages/lists.js';
import { expect, test } from '../product/journey.js';

test('what came to a draft is held, and runs when the owner says so', async ({
  page,
  product: { api },
}) => {
  const { id, hookUrl } = await createDraft(api, aFlow('Held leads', [leadRow]));
  for (const name of ['Held one', 'Held two', 'Held three']) {
    await sendForm(hookUrl, tildaLead({ Name: name }));
  }
  const flow = new Flow(page);

  await flow.open(id, 'Inbox');
  await expect(page.getByText('3 events are held. Publish or resume')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Run all' })).toBeDisabled();
  await flow.publish();
  await page.getByRole('button', { name: 'Run all' }).click();
  await page.getByRole('button', { name: 'Run 3 events' }).click();

  await expect(inboxOf(page).item('accepted')).toHaveCount(3);
  await api.askUntil(getFlowLedger, { params: { id } }, ({ succeeded }) => succeeded === 3);
  const { items } = await api.ask(listRows, {
    params: { name: 'Leads' },
    query: { text: 'Held ' },
  });
  const names = items.map(({ values }) => String(values['Name']));
  expect(names.toSorted()).toEqual(['Held one', 'Held three', 'Held two']);
});

test('a paused flow holds its leads, and after it is resumed they run', async ({
  page,
  product: { api },
}) => {
  const { id, hookUrl } = await createLive(api, aFlow('Paused flow', [leadRow]));
  const flow = new Flow(page);

  await flow.open(id, 'Inbox');
  await flow.pause();
  await expect(flow.state('paused')).toBeVisible();
  const answer = await sendForm(hookUrl, tildaLead({ Name: 'While paused' }));
  expect(answer.status).toBe(200);
  await expect(inboxOf(page).item('held')).toHaveCount(1);
  await flow.resume();
  await expect(flow.state('live')).toBeVisible();
  await page.getByRole('button', { name: 'Run all' }).click();
  await page.getByRole('button', { name: 'Run 1 event' }).click();

  await expect(inboxOf(page).item('While paused')).toContainText('accepted');
  const ledger = await api.askUntil(
    getFlowLedger,
    { params: { id } },
    ({ succeeded }) => succeeded === 1,
  );
  expect(ledger).toMatchObject({ received: 1, held: 0, balanced: true });
});
