import { getFlow } from '@hookline/contract';
import { aFlow, createDraft, leadRow } from '../given/flows.js';
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
  const [editor, flow] = [new Editor(page), new Flow(page)];
  const before = ['A form is sent', 'Add a row'];
  await flow.open(id, 'Settings');
  await flow.goTo('Build');
  await expect(editor.titles()).toHaveText(before);

  await context.setOffline(true);
  await editor.addAfter('lead', 'Filter');
  await flow.goTo('Settings');
  await expect(page.getByText('Changes to “Left and kept” are not saved yet')).toBeVisible();
  await flow.goTo('Build');
  await expect(editor.titles()).toHaveText([...before, 'Filter']);
  await flow.goTo('Settings');

  await context.setOffline(false);
  const isSaved = ({ draft }: { draft: { steps: readonly { type: string }[] } }) =>
    draft.steps.at(-1)?.type === 'filter';
  await api.askUntil(getFlow, { params: { id } }, isSaved);
});
