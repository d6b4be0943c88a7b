import { getFlow } from '@hookline/contract';
import { aFlow, createDraft, leadRow } from '../given/flows.js';
import { beforeEdit, leaveUnsaved } from '../given/leave-unsaved.js';
import { Editor } from '../pages/editor.js';
import { Flow } from '../pages/flow.js';
import { expect, test } from '../product/journey.js';

test('without a connection edits are kept and said to be, closing asks first, and they are saved when it is back', async ({
  page,
  context,
  product: { api },
  complaints,
}) => {
  // The lost connection is the point of this journey.
  complaints.expect(/ERR_INTERNET_DISCONNECTED|Failed to fetch|WebSocket|preload/);
  const { id } = await createDraft(api, aFlow('Lost and found', [leadRow]));
  const editor = new Editor(page);
  await new Flow(page).open(id);
  await editor.titles().first().waitFor();

  await context.setOffline(true);
  await editor.addAfter('lead', 'Filter');
  await expect(page.getByTestId('save-state')).toHaveText('Not saved: no connection');
  await expect(page.getByText(/Your changes are kept here and will be saved/)).toBeVisible();

  const asked = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  const question = await asked;
  expect(question.type()).toBe('beforeunload');
  await question.dismiss();
  await expect(editor.titles()).toHaveText(['A form is sent', 'Add a row', 'Filter']);

  await context.setOffline(false);
  await editor.isSaved();
  const { draft } = await api.ask(getFlow, { params: { id } });
  expect(draft.steps.map(({ type }) => type)).toEqual(['action', 'filter']);
});

test('an editor that is left without a connection keeps what was not saved', async ({
  page,
  context,
  product: { api },
  complaints,
}) => {
  complaints.expect(/ERR_INTERNET_DISCONNECTED|Failed to fetch|WebSocket|preload/);
  const { id } = await createDraft(api, aFlow('Left and kept', [leadRow]));

  const left = { id, name: 'Left and kept' };
  const { editor, flow } = await leaveUnsaved({ page, context }, left);
  await flow.goTo('Build');
  await expect(editor.titles()).toHaveText([...beforeEdit, 'Filter']);
  await flow.goTo('Settings');

  await context.setOffline(false);
  const isSaved = ({ draft }: { draft: { steps: readonly { type: string }[] } }) =>
    draft.steps.at(-1)?.type === 'filter';
  await api.askUntil(getFlow, { params: { id } }, isSaved);
});
