import { getFlow } from '@hookline/contract';
import type { Page } from '@playwright/test';
import { aFlow, createDraft, leadRow } from '../given/flows.js';
import { beforeEdit } from '../given/leave-unsaved.js';
import { Editor } from '../pages/editor.js';
import { Flow } from '../pages/flow.js';
import { isAccessible } from '../product/is-accessible.js';
import { expect, test } from '../product/journey.js';

const filtered = [...beforeEdit, 'Filter'];
const answered = [...beforeEdit, 'Answer with JSON'];

/** Both look at the same flow, each in a browser and an account of their own. */
async function bothOpen(id: string, [first, second]: readonly [Page, Page]) {
  const [anna, boris] = [new Editor(first), new Editor(second)];
  for (const page of [first, second]) await new Flow(page).open(id);
  for (const editor of [anna, boris]) await expect(editor.titles()).toHaveText(beforeEdit);
  return { anna, boris };
}

test('what one saves the other sees, and whoever saves at the same time chooses; nothing of either is lost', async ({
  page,
  colleaguePage,
  product: { api },
  complaints,
}) => {
  // The second of two saves is refused, which is the point.
  complaints.expect(/status of 409/);
  const { id } = await createDraft(api, aFlow('Of two people', [leadRow]));
  const { anna, boris } = await bothOpen(id, [page, colleaguePage]);
  const steps = async () => (await api.ask(getFlow, { params: { id } })).draft.steps;

  await test.step('a save is seen by whoever has changed nothing', async () => {
    await anna.addAfter('lead', 'Filter');
    await anna.isSaved();
    await expect(boris.titles()).toHaveText(filtered);
    const told = 'This flow was changed elsewhere. You see it as it is now.';
    await expect(colleaguePage.getByText(told)).toBeVisible();
    await expect(page.getByText(told)).toBeHidden();
    await anna.undo();
    await anna.isSaved();
    await expect(boris.titles()).toHaveText(beforeEdit);
  });
  await test.step('of two saves at once the second is told of the first', async () => {
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    await colleaguePage.route('**/flows/*/draft', async (route) => {
      await held;
      await route.continue();
    });
    await boris.addAfter('lead', 'Answer');
    await expect(boris.titles()).toHaveText(answered);
    await anna.addAfter('lead', 'Filter');
    await anna.isSaved();
    letGo();
    await expect(boris.conflict).toBeVisible();
    await expect(boris.titles()).toHaveText(answered);
    expect(await steps()).toMatchObject([{ id: 'lead' }, { type: 'filter' }]);
    await isAccessible(colleaguePage);
  });
  await test.step('what is chosen is shown to both, and each can go back to the other', async () => {
    await boris.conflict.getByRole('button', { name: 'Keep mine' }).click();
    await boris.isSaved();
    await expect(anna.titles()).toHaveText(answered);
    await anna.undo();
    await expect(anna.titles()).toHaveText(filtered);
    await anna.isSaved();
    await expect(boris.titles()).toHaveText(filtered);
    await boris.undo();
    await expect(boris.titles()).toHaveText(answered);
    await boris.isSaved();
    expect(await steps()).toMatchObject([{ id: 'lead' }, { type: 'respond' }]);
  });
});

test('two people set the same flow at once: what one sets the other sees, and nothing is replaced unasked', async ({
  page,
  colleaguePage,
  product: { api },
}) => {
  const { id } = await createDraft(api, aFlow('Set by two', [leadRow]));
  for (const one of [page, colleaguePage]) await new Flow(one).open(id, 'Settings');
  const nameOn = (one: Page) => one.getByRole('textbox', { name: 'Name', exact: true });
  const save = (one: Page) => one.getByRole('button', { name: 'Save', exact: true }).click();
  const isCalled = async (name: string) =>
    expect.poll(async () => (await api.ask(getFlow, { params: { id } })).name).toBe(name);

  await nameOn(colleaguePage).fill('Named by Boris');
  await page.getByRole('combobox', { name: 'Never store' }).fill('pin');
  await page.keyboard.press('Enter');
  await save(page);
  await expect(colleaguePage.getByText('pin', { exact: true })).toBeVisible();
  await expect(nameOn(colleaguePage)).toHaveValue('Named by Boris');

  await nameOn(page).fill('Named by Anna');
  await save(page);
  await isCalled('Named by Anna');
  const note = colleaguePage.getByRole('alert').filter({ hasText: 'Somebody else has changed' });
  await expect(note.getByText('Named by Boris')).toBeVisible();
  await isAccessible(colleaguePage);
  await save(colleaguePage);
  await isCalled('Named by Boris');
  await expect(note).toBeHidden();
  await expect(nameOn(page)).toHaveValue('Named by Boris');
});

test('whoever has the editor open is told that the flow was deleted, and can keep what is on the screen', async ({
  page,
  colleaguePage,
  product: { api },
  complaints,
}) => {
  complaints.expect(/status of 404/);
  const { id } = await createDraft(api, aFlow('Deleted by another', [leadRow]));
  const { anna } = await bothOpen(id, [page, colleaguePage]);
  await anna.choose('lead');
  await new Flow(colleaguePage).remove();

  await expect(anna.gone).toContainText('nothing is saved here any more');
  await expect(page.getByTestId('save-state')).toHaveText('Not saved: the flow was deleted');
  await expect(anna.titles()).toHaveText(beforeEdit);
  await expect(anna.panel).toBeVisible();
  await isAccessible(page);
  const list = anna.gone.getByRole('link', { name: 'To the list of flows' });
  await expect(list).toHaveAttribute('href', '/flows');

  await anna.addAfter('lead', 'Filter');
  const download = page.waitForEvent('download');
  await anna.gone.getByRole('button', { name: 'Export as a file' }).click();
  expect((await download).suggestedFilename()).toBe('Deleted-by-another.hookline.json');
  await anna.gone.getByRole('button', { name: 'Make a new flow of it' }).click();
  await expect(anna.gone).toBeHidden();
  await expect(anna.titles()).toHaveText(filtered);
  const made = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  expect(made).not.toBe(id);
  const { draft } = await api.ask(getFlow, { params: { id: made } });
  expect(draft.steps).toMatchObject([leadRow, { type: 'filter' }]);
});

test('an editor without a connection learns on its return that the flow was deleted meanwhile', async ({
  page,
  context,
  colleaguePage,
  product: { api },
  complaints,
}) => {
  complaints.expect(/ERR_INTERNET_DISCONNECTED|Failed to fetch|WebSocket|preload|status of 404/);
  const { id } = await createDraft(api, aFlow('Deleted meanwhile', [leadRow]));
  const { anna } = await bothOpen(id, [page, colleaguePage]);
  await context.setOffline(true);
  await new Flow(colleaguePage).remove();
  await expect(colleaguePage).toHaveURL(/\/flows$/);
  await anna.isSaved();
  await context.setOffline(false);
  await expect(anna.gone).toBeVisible();
  await expect(anna.titles()).toHaveText(beforeEdit);
});
