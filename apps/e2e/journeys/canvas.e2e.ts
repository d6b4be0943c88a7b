import { getFlow, saveDraft } from '@hookline/contract';
import { aFlow, createDraft, leadRow, ownerMail, tellVendor } from '../given/flows.js';
import { Editor } from '../pages/editor.js';
import { Flow } from '../pages/flow.js';
import { expect, test } from '../product/journey.js';

const three = [leadRow, ownerMail, tellVendor('https://crm.example/leads')];
const source = 'A form is sent';
const [row, mail, call] = ['Add a row', 'Send an e-mail', 'Make an HTTP request'];

test.describe('the canvas', () => {
  test('a card is dragged also where text is selected across it', async ({
    page,
    product: { api },
  }) => {
    const { id } = await createDraft(api, aFlow('Selected', three));
    const editor = new Editor(page);
    await new Flow(page).open(id);
    await expect(editor.titles()).toHaveText([source, row, mail, call]);
    await page.evaluate(() => getSelection()?.selectAllChildren(document.body));
    await editor.dragCard('tell', { after: 'trigger' });
    await expect(editor.titles()).toHaveText([source, call, row, mail]);
  });

  test('steps are dragged, moved and deleted, and every change is undone and done again', async ({
    page,
    product: { api },
  }) => {
    const { id } = await createDraft(api, aFlow('Drawn', three));
    const editor = new Editor(page);
    await new Flow(page).open(id);
    await expect(editor.titles()).toHaveText([source, row, mail, call]);

    await editor.dragCard('tell', { after: 'trigger' });
    await expect(editor.titles()).toHaveText([source, call, row, mail]);
    await editor.fromMenu('mail', 'Move up');
    await expect(editor.titles()).toHaveText([source, call, mail, row]);
    await editor.choose('mail');
    await page.keyboard.press('Delete');
    await expect(editor.titles()).toHaveText([source, call, row]);
    for (const order of [
      [source, call, mail, row],
      [source, call, row, mail],
      [source, row, mail, call],
    ]) {
      await editor.undo();
      await expect(editor.titles()).toHaveText(order);
    }
    await editor.redo();
    await expect(editor.titles()).toHaveText([source, call, row, mail]);

    await editor.isSaved();
    const { draft } = await api.ask(getFlow, { params: { id } });
    expect(draft.steps.map((step) => step.id)).toEqual(['tell', 'lead', 'mail']);
    await page.reload();
    await expect(editor.titles()).toHaveText([source, call, row, mail]);
  });

  test('a draft that somebody else saved meanwhile is not overwritten unasked', async ({
    page,
    context,
    product: { api },
    complaints,
  }) => {
    // The refused save is the point of this journey.
    complaints.expect(/status of 409/);
    const { id } = await createDraft(api, aFlow('Two tabs', [leadRow]));
    const other = await context.newPage();
    const [mine, theirs] = [new Editor(page), new Editor(other)];
    await new Flow(page).open(id);
    await new Flow(other).open(id);
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/api/v1/flows/*/draft', async (route) => {
      await held;
      await route.continue();
    });

    await mine.addAfter('lead', 'Filter');
    await theirs.addAfter('lead', 'Delay');
    await theirs.isSaved();
    release();
    await expect(mine.conflict).toBeVisible();
    await mine.conflict.getByRole('button', { name: 'Keep mine' }).click();
    await mine.isSaved();

    await expect(mine.titles()).toHaveText([source, row, 'Filter']);
    await expect(theirs.titles()).toHaveText([source, row, 'Filter']);
    const { draft } = await api.ask(getFlow, { params: { id } });
    expect(draft.steps.map(({ type }) => type)).toEqual(['action', 'filter']);
  });

  test('a draft with an old revision is refused by the API', async ({ product: { api } }) => {
    const flow = await createDraft(api, aFlow('Old revision', [leadRow]));
    const body = { document: flow.draft, revision: flow.draftRevision };
    const named = { ...body, document: { ...flow.draft, name: 'Newer' } };
    await api.ask(saveDraft, { params: { id: flow.id }, body: named });

    expect(await api.send('PUT', `/flows/${flow.id}/draft`, body)).toMatchObject({
      status: 409,
      body: { error: { code: 'draft_changed' } },
    });
  });
});
