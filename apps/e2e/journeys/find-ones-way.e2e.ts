import { getFlow, type FlowDocument } from '@hookline/contract';
import { aFlow, createDraft, leadRow, leadRows, ownerMail } from '../given/flows.js';
import { Editor } from '../pages/editor.js';
import { Flow } from '../pages/flow.js';
import { expect, test } from '../product/journey.js';

type Step = FlowDocument['steps'][number];
const source = 'A form is sent';
const [row, mail, pause] = ['Add a row', 'Send an e-mail', 'Wait 15 minutes'];
const byCity: Step = {
  id: 'city',
  type: 'branch',
  mode: 'first',
  branches: [
    {
      id: 'near',
      label: 'Near',
      when: { left: '{{trigger.City}}', op: 'equals', right: 'Kazan' },
      steps: [],
    },
  ],
  otherwise: [],
};
const each: Step = { id: 'each', type: 'loop', items: '{{trigger.products}}', steps: [] };

test('by keys alone one walks the flow, opens a step, finds an action, doubles, moves and deletes it', async ({
  page,
  product: { api },
}) => {
  const { id } = await createDraft(api, aFlow('Walked', [leadRow, ownerMail]));
  const editor = new Editor(page);
  await new Flow(page).open(id);
  await editor.card('trigger').getByRole('button').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(editor.card('mail')).toHaveAttribute('data-selected', 'true');
  await expect(editor.panel).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(editor.panel).toContainText(mail);
  await expect(editor.panel.locator(':focus')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(editor.card('mail').locator(':focus')).toHaveCount(1);

  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('/');
  await expect(page.getByRole('textbox', { name: 'Find an action' })).toBeFocused();
  await page.keyboard.type('delay');
  await expect(editor.palette.getByRole('heading', { level: 2 })).toHaveText(['Tools']);
  await page.keyboard.press('Enter');
  await expect(editor.titles()).toHaveText([source, row, pause, mail]);

  await editor.card('delay').getByRole('button').first().focus();
  await page.keyboard.press('ControlOrMeta+d');
  await expect(editor.titles()).toHaveText([source, row, pause, pause, mail]);
  await page.keyboard.press('Delete');
  await editor.card('mail').getByRole('button').first().focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Alt+ArrowDown');
  await expect(editor.titles()).toHaveText([source, row, mail, pause]);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(editor.titles()).toHaveText([source, row, pause, mail]);
  await editor.isSaved();
});

test('actions and cards are dragged into a branch and into a loop, and the flow is shown whole again', async ({
  page,
  product: { api },
}) => {
  const { id } = await createDraft(api, aFlow('Dragged inside', [byCity, each, leadRow]));
  const editor = new Editor(page);
  await new Flow(page).open(id);
  const tools = page.getByRole('toolbar', { name: 'Editor' });
  const showAll = tools.getByRole('button', { name: 'Fit to the window' });
  await editor.dragAfter('near', mail);
  // The panel of what was added takes room; the canvas then stands still where it was asked to.
  await expect(editor.panel).toContainText(mail);
  await editor.panel.getByRole('button', { name: 'Close the panel' }).click();
  await showAll.click();
  await editor.dragCard('lead', { after: 'each-loop' });

  await editor.isSaved();
  const { draft } = await api.ask(getFlow, { params: { id } });
  expect(draft.steps).toMatchObject([
    { id: 'city', branches: [{ id: 'near', steps: [{ app: 'email', action: 'send' }] }] },
    { id: 'each', steps: [{ id: 'lead' }] },
  ]);
  for (let times = 0; times < 4; times += 1) {
    await tools.getByRole('button', { name: 'Zoom in' }).click();
  }
  await expect(editor.card('trigger')).not.toBeInViewport();
  await showAll.click();
  for (const card of ['trigger', 'city', 'each', 'lead']) {
    await expect(editor.card(card)).toBeInViewport();
  }
});

test('the canvas cannot be moved away from its flow, and a full row says where to go on', async ({
  page,
  product: { api },
}) => {
  const rows = leadRows(200);
  const { id } = await createDraft(api, aFlow('Two hundred', rows));
  const editor = new Editor(page);
  await new Flow(page).open(id);
  const canvas = page.getByRole('region', { name: 'Flow' });
  const cards = canvas.getByTestId(/^step-/);
  const fit = page.getByRole('button', { name: 'Fit to the window' });
  await expect(editor.card('trigger')).toBeInViewport();
  await canvas.hover();
  for (let turn = 0; turn < 20; turn += 1) await page.mouse.wheel(0, 4_000);
  await expect(editor.card('row_199')).toBeInViewport();
  for (let turn = 0; turn < 20; turn += 1) await page.mouse.wheel(4_000, 0);
  await expect(editor.card('row_199')).toBeInViewport();

  await fit.click();
  await expect(editor.card('trigger')).toBeInViewport();
  await expect(editor.card('trigger')).toContainText(source);
  await expect(editor.card('row_199')).not.toBeInViewport();
  await fit.click();
  await expect(editor.card('row_199')).toBeInViewport();
  await expect(editor.card('trigger')).toBeInViewport();

  const before = await cards.count();
  await page.getByTestId('palette-delay').click();
  await expect(page.getByRole('alert')).toContainText('One row takes 200 steps');
  expect(await cards.count()).toBe(before);
});

test('a long flow that a hand moves from afar is one picture of it, and its cards again where it rests', async ({
  page,
  product: { api },
}) => {
  const rows = leadRows(60);
  const { id } = await createDraft(api, aFlow('From afar', [...rows, byCity]));
  const editor = new Editor(page);
  await new Flow(page).open(id);
  const canvas = page.getByRole('region', { name: 'Flow' });
  const picture = page.getByTestId('far-picture');
  const main = editor.card('row_0').getByRole('button').first();
  await expect(editor.card('trigger')).toBeInViewport();
  await page.getByRole('button', { name: 'Fit to the window' }).click();
  await expect(canvas).toHaveAttribute('data-detail', 'title');
  await main.focus();
  await canvas.hover();

  let words: string[] = [];
  await expect(async () => {
    await page.mouse.wheel(0, 5);
    await page.mouse.wheel(0, 5);
    words = await picture.locator('text').allTextContents();
    expect(words).toHaveLength(65);
  }).toPass();
  expect(words.filter((word) => word === row)).toHaveLength(60);
  expect(words).toEqual(expect.arrayContaining([source, 'Otherwise']));

  await expect(picture).toHaveCount(0);
  await expect(editor.card('row_0')).toContainText(row);
  await expect(main).toBeFocused();

  const card = await editor.card('row_3').boundingBox();
  if (!card) throw new Error('the card is in sight');
  const [x, y] = [card.x + card.width / 2, card.y + card.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.wheel(0, 2);
  await page.mouse.wheel(0, 2);
  await page.mouse.click(x, y);
  await expect(editor.panel).toContainText(row);
  await expect(editor.card('row_3')).toHaveAttribute('data-selected', 'true');
  await editor.panel.getByRole('button', { name: 'Close the panel' }).click();
  await canvas.hover();
  await page.keyboard.down('Control');
  await expect(async () => {
    await page.mouse.wheel(0, -200);
    await expect(canvas).toHaveAttribute('data-detail', 'whole', { timeout: 50 });
  }).toPass();
  await page.keyboard.up('Control');
  await expect(picture).toHaveCount(0);
});

test.describe('on a small screen, in Russian', () => {
  test.use({ viewport: { width: 1280, height: 800 } });

  test('a long name of a flow is read whole', async ({ page, product: { api } }) => {
    const name = 'Заявки с сайта чайной лавки в таблицу, на почту и в CRM';
    const { id } = await createDraft(api, aFlow(name, [leadRow]));
    await page.addInitScript(() => localStorage.setItem('hookline.language', 'ru'));
    await new Flow(page).open(id);
    const heading = page.getByRole('heading', { level: 1, name });
    await expect(heading).toBeVisible();
    const isCut = await heading.evaluate(
      (element) =>
        element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight,
    );
    expect(isCut).toBe(false);
  });
});

test('an empty flow asks what should happen, and offers first answers and the templates', async ({
  page,
  product: { api },
}) => {
  const { id } = await createDraft(api, aFlow('Empty', []));
  const editor = new Editor(page);
  await new Flow(page).open(id);
  const hint = page.getByTestId('empty-hint');
  await expect(hint).toContainText('What should happen with each lead?');
  await hint.getByRole('button', { name: row }).click();
  await expect(editor.titles()).toHaveText([source, row]);
  await expect(hint).toHaveCount(0);
  await editor.undo();
  await editor.isSaved();
  await hint.getByRole('link', { name: 'Or start from a template' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Templates' })).toBeVisible();
});
