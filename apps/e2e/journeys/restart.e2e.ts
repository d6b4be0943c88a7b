import { getFlowLedger } from '@hookline/contract';
import { aFlow, createLive, leadRow, tellVendor } from '../given/flows.js';
import { sendForm, tildaLead } from '../given/tilda.js';
import { signedIn } from '../product/browser-session.js';
import { House } from '../pages/house.js';
import { expect, test } from '../product/journey.js';

test.use({
  storageState: async ({ freshProduct }, use) => {
    await freshProduct.setUpOwner();
    await use(await signedIn(freshProduct.url));
  },
  baseURL: async ({ freshProduct }, use) => use(freshProduct.url),
});

test('killed in the middle and started again, it loses nothing, doubles no row, and the open page comes back', async ({
  page,
  freshProduct: product,
  vendor,
  complaints,
}) => {
  test.setTimeout(150_000);
  // The page's own requests fail while nothing listens, and break off when they are under way as it dies.
  complaints.expect(/net::ERR_(CONNECTION_|EMPTY_|CONTENT_LENGTH_|INCOMPLETE_|SOCKET_)|WebSocket/);
  const { api } = product;
  const steps = [leadRow, tellVendor(`${vendor.url}/leads`)];
  const { id, hookUrl } = await createLive(api, aFlow('Killed', steps));
  const count = 12;
  const names = Array.from({ length: count }, (_, index) => `Killed ${index + 1}`);
  await page.goto(`/flows/${id}/runs`);
  // What the page is drawn with has to be whole before its server dies.
  await expect(page.getByRole('heading', { name: 'Killed' })).toBeVisible();
  await page.evaluate(async () => {
    await document.fonts.ready;
  });

  vendor.behave({ mode: 'slow', delayMs: 300 });
  const answers = await Promise.all(
    names.map((name, index) => sendForm(hookUrl, tildaLead({ Name: name, tranid: `k:${index}` }))),
  );
  expect(answers.every(({ ok }) => ok)).toBe(true);
  await vendor.until((requests) => requests.length > 0, { what: 'the first call is under way' });
  await product.killWorker();
  await product.killAll();
  await expect(new House(page).offline).toBeVisible();
  await product.start();
  await expect(new House(page).offline).toBeHidden({ timeout: 30_000 });

  const ledger = await api.askUntil(
    getFlowLedger,
    { params: { id } },
    ({ succeeded }) => succeeded === count,
    { timeoutMs: 90_000 },
  );
  expect(ledger).toMatchObject({ received: count, open: 0, balanced: true });
  await expect(page.getByRole('row').filter({ hasText: 'succeeded' })).toHaveCount(count);
  const rows = await api.send('GET', '/tables/Leads/rows?text=Killed&limit=200');
  const written = JSON.stringify(rows.body).match(/"Killed \d+"/g) ?? [];
  expect(written.toSorted()).toEqual(names.map((name) => `"${name}"`).toSorted());
  const keysOf = new Map<unknown, Set<unknown>>();
  for (const { json, headers } of vendor.requests) {
    const lead = Reflect.get(Object(json), 'id');
    keysOf.set(lead, (keysOf.get(lead) ?? new Set()).add(headers['idempotency-key']));
  }
  expect(keysOf.size).toBe(count);
  expect([...keysOf.values()].every((keys) => keys.size === 1)).toBe(true);
});
