import { getFlow, listEvents } from '@hookline/contract';
import { aFlow, anyWebhook, createLive } from '../given/flows.js';
import { Flow } from '../pages/flow.js';
import { inboxOf } from '../pages/lists.js';
import { expect, test } from '../product/journey.js';

const post = (url: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

test('the owner sees what arrives, finds it again, builds with it, and hides what must not be kept', async ({
  page,
  context,
  product: { api },
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { id, hookUrl } = await createLive(api, aFlow('Inspected', [], anyWebhook));
  const flow = new Flow(page);
  const inbox = inboxOf(page);
  await flow.open(id, 'Inbox');
  await post(`${hookUrl}/orders?from=ad`, { name: 'Olga', tel: '+7 (903) 555-01-02', pin: '4711' });
  await post(hookUrl, { name: 'Pavel', tel: '+7 903 000 00 00' });
  await expect(inbox.list.getByRole('listitem')).toHaveCount(2);

  await inbox.list.getByRole('searchbox').fill('89035550102');
  await expect(inbox.item('Pavel')).toHaveCount(0);
  await inbox.choose('Olga');
  await expect(inbox.chosen.getByRole('link', { name: 'Open the run' })).toBeVisible();
  await inbox.chosen.getByRole('button', { name: 'Copy as cURL' }).click();
  const command = await page.evaluate(() => navigator.clipboard.readText());
  expect(command).toContain(`${hookUrl}/orders?from=ad`);
  expect(command).toContain('"pin":"4711"');
  await inbox.chosen.getByRole('button', { name: 'Use as sample' }).click();
  await expect(inbox.chosen.getByRole('button', { name: 'Sample of the flow' })).toBeVisible();
  expect((await api.ask(getFlow, { params: { id } })).sampleEventId).not.toBeNull();

  await flow.goTo('Settings');
  await page.getByRole('combobox', { name: 'Never store' }).fill('pin');
  await page.keyboard.press('Enter');
  await page.getByRole('radio', { name: 'Lead the visitor to a page of mine' }).check();
  await page.getByRole('textbox', { name: 'Address of the page' }).fill('https://shop.example/ok');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await flow.publish();
  await expect(page.getByText('Published. New events run with this version.')).toBeVisible();
  const answer = await post(hookUrl, { name: 'Vera', pin: '0815' });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, 'https://shop.example/ok']);

  await flow.goTo('Inbox');
  await inbox.choose('Vera');
  await inbox.chosen.getByRole('tab', { name: 'Raw' }).click();
  await expect(inbox.chosen.getByText('***')).toBeVisible();
  await expect(inbox.chosen.getByText('0815')).toHaveCount(0);
  const { items } = await api.ask(listEvents, { query: { flowId: id } });
  expect(items).toHaveLength(3);
});
