import { getFlow } from '@hookline/contract';
import { aFlow, createDraft, leadRow, leadRows, ownerMail } from '../given/flows.js';
import { sendForm, tildaLead } from '../given/tilda.js';
import { Editor } from '../pages/editor.js';
import { Finger } from '../pages/finger.js';
import { Flow } from '../pages/flow.js';
import { expect, test } from '../product/journey.js';

const [source, row, mail] = ['A form is sent', 'Add a row', 'Send an e-mail'];

test.describe('on a tablet', () => {
  test.use({ viewport: { width: 820, height: 1180 }, hasTouch: true, isMobile: true });

  test('a tap on a card of a long flow that is seen from afar opens it', async ({
    page,
    product: { api },
  }) => {
    const rows = leadRows(60);
    const { id } = await createDraft(api, aFlow('Long, by touch', rows));
    const editor = new Editor(page);
    await new Flow(page).open(id);
    await page.getByRole('button', { name: 'Fit to the window' }).tap();
    await expect(page.getByRole('region', { name: 'Flow' })).toHaveAttribute(
      'data-detail',
      'title',
    );
    await page.waitForLoadState('networkidle');

    await editor.card('row_2').tap();

    await expect(editor.panel).toContainText(row);
    await expect(editor.card('row_2')).toHaveAttribute('data-selected', 'true');
  });

  test('fingers add, drag and map; on a card they move and pinch the canvas', async ({
    page,
    product: { api },
  }) => {
    const { id, hookUrl } = await createDraft(api, aFlow('By touch', [leadRow, ownerMail]));
    await sendForm(hookUrl, tildaLead());
    const [editor, finger] = [new Editor(page), new Finger(page)];
    await new Flow(page).open(id);
    await test.step('a finger that has dragged fast is heard when it taps', async () => {
      await editor.pullAfter('trigger', 'Filter');
      await expect(editor.titles()).toHaveText([source, 'Filter', row, mail]);
      await page.getByTestId('add-after-lead').tap();
      await editor.pullAfter('lead', 'Branches');
      await page.getByTestId('add-after-mail').tap();
      await editor.item('Delay').tap();
      await expect(editor.titles().last()).toHaveText('Wait 15 minutes');
    });
    await test.step('the palette opens for a finger without the keyboard of the screen', async () => {
      const search = page.getByTestId('palette-search');
      await page.getByTestId('add-after-lead').tap();
      await expect(editor.palette).toContainText('Choose what goes into the marked place.');
      await expect(search).not.toBeFocused();
      await search.tap();
      await expect(search).toBeFocused();
      await editor.palette.getByRole('button', { name: 'Hide the list' }).tap();
      await page.getByRole('button', { name: 'Add a step', exact: true }).tap();
      await expect(editor.palette).toBeVisible();
      await expect(search).not.toBeFocused();
      await editor.palette.getByRole('button', { name: 'Hide the list' }).tap();
    });
    await test.step('a card is no hole in the canvas', async () => {
      const card = editor.card('lead');
      const [before, { x, y }] = [await widthOf(editor, 'lead'), await cornerOf(editor, 'lead')];
      await finger.drag(card, { x: x + 100, y: y + 120 });
      await expect.poll(async () => (await cornerOf(editor, 'lead')).y).not.toBe(y);
      await finger.pinch(card);
      await expect.poll(() => widthOf(editor, 'lead')).toBeLessThan(before);
    });
    await test.step('a card and its settings have room beside each other', async () => {
      await page.getByRole('button', { name: 'Fit to the window' }).tap();
      await editor.card('lead').getByRole('button').first().tap();
      const panel = await editor.panel.boundingBox();
      expect(panel?.width).toBeGreaterThanOrEqual(400);
      await expect(editor.card('lead')).toBeInViewport();
      await editor.panel.getByRole('button', { name: 'Insert a field: Email' }).tap();
      await page.getByTestId('pick-trigger.Phone').tap();
    });
    await editor.isSaved();
    const { draft } = await api.ask(getFlow, { params: { id } });
    expect(draft.steps.find((step) => step.id === 'lead')).toMatchObject({
      input: { values: { Email: expect.stringContaining('{{trigger.Phone}}') } },
    });
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('the list of fields opens at its field, and the page stays where it was', async ({
    page,
    product: { api },
  }) => {
    const { id } = await createDraft(api, aFlow('Held in a hand', [ownerMail]));
    const editor = new Editor(page);
    await new Flow(page).open(id);
    await page.getByRole('button', { name: 'Simple view' }).tap();
    const simple = page.getByTestId('simple-view');
    const subject = simple.getByRole('textbox', { name: 'Subject', exact: true });
    await simple.getByRole('button', { name: 'Insert a field: Subject' }).tap();
    await expect(page.getByRole('combobox', { name: 'Find a field or a value' })).toBeFocused();
    await expect(subject).toBeInViewport();
    await page.getByTestId('pick-trigger.Phone').tap();
    await editor.isSaved();
    const { draft } = await api.ask(getFlow, { params: { id } });
    expect(draft.steps[0]).toMatchObject({
      input: { subject: expect.stringContaining('{{trigger.Phone}}') },
    });
  });
});

async function cornerOf(editor: Editor, stepId: string): Promise<{ x: number; y: number }> {
  const box = await editor.card(stepId).boundingBox();
  return { x: box?.x ?? 0, y: box?.y ?? 0 };
}

const widthOf = async (editor: Editor, stepId: string): Promise<number> =>
  (await editor.card(stepId).boundingBox())?.width ?? 0;
