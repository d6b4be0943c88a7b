import { deleteFlow } from '@hookline/contract';
import { aFlow, createDraft, leadRow } from '../given/flows.js';
import { beforeEdit, leaveUnsaved } from '../given/leave-unsaved.js';
import { Editor } from '../pages/editor.js';
import { Flow } from '../pages/flow.js';
import { expect, test } from '../product/journey.js';

test('what was done can be undone after a look at the runs', async ({ page, product: { api } }) => {
  const { id } = await createDraft(api, aFlow('Seen again', [leadRow]));
  const [editor, flow] = [new Editor(page), new Flow(page)];
  await flow.open(id);
  await editor.addAfter('lead', 'Filter');
  await editor.isSaved();
  await flow.goTo('Runs');
  await flow.goTo('Build');
  await expect(editor.titles()).toHaveText([...beforeEdit, 'Filter']);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(editor.titles()).toHaveText(beforeEdit);
  await editor.isSaved();
});

test('edits of a flow that somebody deleted are let go, and nothing asks whether to leave', async ({
  page,
  context,
  product: { api },
  complaints,
}) => {
  complaints.expect(/ERR_INTERNET_DISCONNECTED|Failed to fetch|WebSocket|preload|404/);
  const { id } = await createDraft(api, aFlow('Gone meanwhile', [leadRow]));
  await leaveUnsaved({ page, context }, { id, name: 'Gone meanwhile' });
  await api.ask(deleteFlow, { params: { id } });
  await context.setOffline(false);
  await expect(page.getByText('The flow “Gone meanwhile” was deleted')).toBeVisible();
  const closed = page.waitForEvent('close');
  await page.close({ runBeforeUnload: true });
  await closed;
});

test('a page that was open over an update offers a reload, and has everything then', async ({
  page,
  product: { api },
  complaints,
}) => {
  complaints.expect(/404|preload|dynamically imported/);
  const { id } = await createDraft(api, aFlow('Over an update', [leadRow]));
  const editor = new Editor(page);
  await new Flow(page).open(id);
  await expect(editor.titles()).toHaveText(beforeEdit);
  const other = '<script type="module" src="/assets/frame-of-another-build.js"></script>';
  await page.route('**/assets/**', (route) => route.fulfill({ status: 404 }));
  await page.route(/^https?:\/\/[^/]+\/$/, (route) => route.fulfill({ body: other }));
  await page.getByRole('link', { name: 'Connections', exact: true }).click();
  await expect(page.getByText(/Hookline has been updated/)).toBeVisible();
  await expect(editor.titles()).toHaveText(beforeEdit);
  await page.unrouteAll();
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect(page.getByText(/Hookline has been updated/)).toBeHidden();
  await page.getByRole('link', { name: 'Connections', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Connections', level: 1 })).toBeVisible();
});
