import { getFlowLedger, listRows, listRuns } from '@hookline/contract';
import { aFlow, createLive, leadRow, tellVendor } from '../given/flows.js';
import { sendForm, tildaLead } from '../given/tilda.js';
import { Run } from '../pages/run.js';
import { expect, test } from '../product/journey.js';

test('a lead whose target fails is tried again, then waits for its owner, and a replay does nothing twice', async ({
  page,
  product: { api },
  vendor,
}) => {
  vendor.behave({ mode: 'fail', status: 503 });
  const steps = [leadRow, tellVendor(`${vendor.url}/leads`)];
  const { id, hookUrl } = await createLive(api, aFlow('Failing target', steps));

  await sendForm(hookUrl, tildaLead({ Name: 'Lena Failing' }));
  const { items } = await api.askUntil(listRuns, { query: { flowId: id } }, ({ items: [run] }) =>
    run === undefined ? false : run.state === 'needs_attention',
  );
  expect(vendor.requests.map(({ headers }) => headers['idempotency-key'])).toHaveLength(3);
  expect(new Set(vendor.requests.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);

  const run = new Run(page);
  await page.goto('/flows');
  const row = page.getByRole('row').filter({ hasText: 'Failing target' });
  await row.getByRole('link', { name: '1 run needs attention' }).click();
  await page.getByRole('link', { name: /Lena Failing/ }).click();
  await expect(page.getByText('This run needs you')).toBeVisible();
  await expect(run.step('Make an HTTP request')).toContainText('503');
  await expect(run.step('Make an HTTP request')).toContainText('3 tries');

  vendor.behave({ mode: 'ok' });
  await run.replay('From the failed step', /as it ran/);
  await expect(page).not.toHaveURL(new RegExp(items[0]?.id ?? 'no run'));
  await expect(run.state('succeeded')).toBeVisible();

  const { items: rows } = await api.ask(listRows, {
    params: { name: 'Leads' },
    query: { text: 'Lena Failing' },
  });
  expect(rows).toHaveLength(1);
  expect(vendor.effects.all).toHaveLength(1);
  const ledger = await api.ask(getFlowLedger, { params: { id } });
  expect(ledger).toMatchObject({ received: 1, succeeded: 1, open: 0, balanced: true });
});
