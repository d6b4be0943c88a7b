import { getFlow, listCatchers, listEvents } from '@hookline/contract';
import { inboxOf } from '../pages/lists.js';
import { expect, test } from '../product/journey.js';

const post = (url: string, body: unknown) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

test('an owner catches what a system sends, sees it live, finds it, and builds a flow from it', async ({
  page,
  product: { api },
}) => {
  await page.goto('/inbox');
  await page.getByRole('link', { name: 'Request catchers' }).click();
  await page.getByRole('button', { name: 'New catcher' }).click();
  const creation = page.getByRole('dialog', { name: 'New catcher' });
  await creation.getByRole('textbox', { name: 'Name' }).fill('What the shop sends');
  await creation.getByRole('button', { name: 'New catcher' }).click();
  await expect(page.getByRole('heading', { name: 'What the shop sends' })).toBeVisible();
  const { items: catchers } = await api.ask(listCatchers, {});
  const hookUrl = catchers[0]?.hookUrl ?? '';

  const inbox = inboxOf(page);
  const answer = await post(`${hookUrl}/orders?from=ad`, { name: 'Olga', tel: '+7 903 555-01-02' });
  expect(answer.status).toBe(202);
  await post(hookUrl, { name: 'Pavel', tel: '+7 903 000 00 00' });
  await expect(inbox.list.getByRole('listitem')).toHaveCount(2);
  await expect(inbox.item('Olga').getByText('captured')).toBeVisible();

  await inbox.list.getByRole('searchbox').fill('89035550102');
  await expect(inbox.item('Pavel')).toHaveCount(0);
  await post(hookUrl, { name: 'Olga again', tel: '8 (903) 555 01 02' });
  await expect(inbox.item('Olga again')).toBeVisible();
  await expect(inbox.list.getByRole('listitem')).toHaveCount(2);

  await page.getByRole('button', { name: 'Settings of the catcher' }).click();
  const settings = page.getByRole('dialog', { name: 'Settings of the catcher' });
  await settings.getByRole('textbox', { name: 'Name' }).fill('The shop');
  await settings.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'The shop' })).toBeVisible();

  await inbox.choose('Olga');
  await expect(inbox.chosen.getByText('it came to a catcher')).toBeVisible();
  await expect(inbox.chosen.getByRole('link', { name: 'The shop' })).toBeVisible();
  await inbox.chosen.getByRole('button', { name: 'Build a flow from it' }).click();
  await page.waitForURL(/\/flows\/[0-9a-f-]{36}/);
  const id = /flows\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
  const flow = await api.ask(getFlow, { params: { id } });
  const { items } = await api.ask(listEvents, { query: { flowId: id } });
  expect(items.map((event) => [event.id, event.state])).toEqual([[flow.sampleEventId, 'test']]);

  await page.goto(`/catchers/${catchers[0]?.id}`);
  await page.getByRole('button', { name: 'Settings of the catcher' }).click();
  await settings.getByRole('button', { name: 'Delete the catcher' }).click();
  const question = page.getByRole('dialog', { name: 'Delete “The shop”?' });
  await question.getByRole('button', { name: 'Delete the catcher' }).click();
  await expect(page.getByRole('heading', { name: 'Request catchers' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'The shop' })).toHaveCount(0);
  expect((await post(hookUrl, { a: 1 })).status).toBe(404);
});
