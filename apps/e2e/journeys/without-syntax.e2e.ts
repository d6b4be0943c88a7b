import type { Locator } from '@playwright/test';
import {
  createTable,
  getFlow,
  listRows,
  listRuns,
  publishFlow,
  type FlowDocument,
} from '@hookline/contract';
import { aFlow, anyWebhook, createDraft } from '../given/flows.js';
import { sendForm, sendJson, tildaLead } from '../given/tilda.js';
import { Editor } from '../pages/editor.js';
import { Flow } from '../pages/flow.js';
import type { Api } from '../product/api-client.js';
import { expect, test } from '../product/journey.js';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const lead = { name: 'Ann', tel: '8 (916) 123-45-67', city: 'spb', born: '5.03.1990' };
const rowIn = (table: string, values: Record<string, string>): FlowDocument['steps'][number] => ({
  id: 'lead',
  type: 'action',
  app: 'tables',
  action: 'insert_row',
  connectionId: null,
  input: { table, values },
});
const mailTo = (to: string): FlowDocument['steps'][number] => ({
  id: 'mail',
  type: 'action',
  app: 'email',
  action: 'send',
  connectionId: null,
  input: { to, subject: 'Lead', text: '{{trigger.Name}}' },
});

const aTable = (api: Api, name: string, columns: readonly string[]) =>
  api.ask(createTable, {
    body: { name, columns: columns.map((column) => ({ name: column, type: 'text' as const })) },
  });
const isDone = ({ items: [run] }: { items: readonly { state: string }[] }) =>
  run?.state === 'succeeded';

test('fields are filled without any syntax: pasted names, values of past leads, a table, a date, a phone', async ({
  page,
  product: { api },
}) => {
  await aTable(api, 'Filled', ['Name', 'City', 'Born', 'Phone', 'Promo']);
  const given = aFlow('Without syntax', [rowIn('Filled', { Name: '' })], anyWebhook);
  const { id, hookUrl } = await createDraft(api, given);
  for (const more of [{ promo: 'TEA' }, {}, {}, {}]) await sendJson(hookUrl, { ...lead, ...more });
  const editor = new Editor(page);
  await new Flow(page).open(id);
  await editor.choose('lead');

  await test.step('a JSON example that is pasted becomes rows', async () => {
    const example = JSON.stringify({ City: '', Born: '', Phone: '', Promo: '' });
    await page.evaluate((text) => navigator.clipboard.writeText(text), example);
    await editor.field('Name').click();
    await page.keyboard.press('ControlOrMeta+v');
    await expect(page.getByText('4 values taken from the pasted JSON')).toBeVisible();
  });
  await test.step('a slash shows every field that ever came, how often, and what it held', async () => {
    await editor.field('Promo').click();
    await page.keyboard.type('/');
    await page.getByRole('combobox', { name: 'Find a field or a value' }).fill('promo');
    await expect(page.getByTestId('pick-trigger.promo')).toContainText('25%');
    await expect(page.getByTestId('picker-foot')).toContainText('In 25% of past events');
    await expect(page.getByTestId('picker-foot')).toContainText('For example: TEA');
    await page.keyboard.press('Enter');
    await expect(editor.field('Promo')).toHaveText('promo');
  });
  await test.step('two braces ask as well, and what came is translated by a table', async () => {
    await editor.field('City').click();
    await page.keyboard.type('{{');
    await page.getByRole('combobox', { name: 'Find a field or a value' }).fill('city');
    await page.keyboard.press('Enter');
    const pill = await editor.openPill('City', 'city');
    await pill.add('Translates a value by pairs');
    await pill.form.getByLabel('Value 1 that comes in').fill('spb');
    await pill.form.getByLabel('What value 1 becomes').fill('Saint Petersburg');
    await pill.form.getByRole('button', { name: 'Add a row' }).click();
    await pill.form.getByLabel('Value 2 that comes in').fill('msk');
    await pill.form.getByLabel('What value 2 becomes').fill('Moscow');
    await pill.form.getByLabel('Anything else becomes').fill('elsewhere');
    await expect(pill.result).toContainText('Saint Petersburg');
    await pill.close();
  });
  await test.step('a date and a phone are chosen from lists', async () => {
    await editor.pick('Born', 'born', 'trigger.born');
    const born = await editor.openPill('Born', 'born');
    await born.add('A date in the form you choose');
    await born.form.getByRole('combobox', { name: /^For example "dd\.MM\.yyyy/ }).click();
    await born.form.getByRole('option', { name: 'yyyy-MM-dd', exact: true }).click();
    await expect(born.result).toContainText('1990-03-05');
    await born.close();
    await editor.pick('Phone', 'tel', 'trigger.tel');
    const phone = await editor.openPill('Phone', 'tel');
    await phone.add('E.164');
    await phone.form.getByRole('combobox', { name: /country/i }).click();
    await phone.form.getByRole('option', { name: 'RU', exact: true }).click();
    await expect(phone.result).toContainText('+79161234567');
    await phone.close();
  });
  await test.step('the list of what can be done with a value shows what would come of it', async () => {
    await editor.pick('Name', 'name', 'trigger.name');
    await editor.panel.getByRole('button', { name: 'Insert a field: Name', exact: true }).click();
    await page.getByRole('combobox', { name: 'Find a field or a value' }).fill('upper');
    await expect(page.getByTestId('pick-helper:upper')).toContainText('→ ANN');
    await page.getByTestId('pick-helper:upper').click();
    await expect(editor.previewOf('Name')).toContainText('ANN');
    await expect(editor.previewOf('Name')).toContainText('text');
  });
  await expect(editor.previewOf('City')).toContainText('Saint Petersburg');
  await expect(editor.previewOf('Born')).toContainText('1990-03-05');

  await editor.isSaved();
  await api.ask(publishFlow, { params: { id } });
  await sendJson(hookUrl, { ...lead, name: 'Bob', city: 'msk', promo: 'MILK' });
  await api.askUntil(listRuns, { query: { flowId: id } }, isDone);
  const { items } = await api.ask(listRows, { params: { name: 'Filled' } });
  expect(items[0]?.values).toMatchObject({
    Name: 'BOB',
    City: 'Moscow',
    Born: '1990-03-05',
    Phone: '+79161234567',
    Promo: 'MILK',
  });
});

test('what is pointed at in the list of fields stays below the hand', async ({
  page,
  product: { api },
}) => {
  // Low on the page the list stands above its field, and each change of its height moves all of it.
  await page.setViewportSize({ width: 1280, height: 640 });
  const narrow = { Name: '', Email: '', Phone: '{{trigger.phone}}', A: '', B: '', C: '', D: '' };
  const given = aFlow('Below the hand', [rowIn('Pointed', narrow)], anyWebhook);
  const { id, hookUrl } = await createDraft(api, given);
  await sendJson(hookUrl, { phone: lead.tel });
  const editor = new Editor(page);
  await new Flow(page).open(id);
  await editor.choose('lead');
  await editor.panel.getByRole('button', { name: 'Insert a field: Phone', exact: true }).click();
  const picker = page.getByTestId('field-picker');
  await expect
    .poll(() => picker.evaluate(isInSight), { message: 'all of the list is in the window' })
    .toBe(true);
  await page.getByRole('combobox', { name: 'Find a field or a value' }).fill('phone');
  await expect(page.getByTestId('picker-foot')).toContainText('In 100% of past events');
  const rows = page.getByTestId('field-picker').getByRole('option');
  const whereAll = async () => Promise.all((await rows.all()).map((row) => row.boundingBox()));
  const before = await whereAll();
  expect(before.length).toBeGreaterThan(1);

  await rows.nth(1).hover();
  await expect(rows.nth(1)).toHaveAttribute('aria-selected', 'true');
  expect(await whereAll()).toEqual(before);

  await page.keyboard.press('ArrowUp');
  await expect(rows.first()).toHaveAttribute('aria-selected', 'true');
  const colourOf = (row: Locator) => row.evaluate((one) => getComputedStyle(one).backgroundColor);
  expect(await colourOf(rows.nth(1))).not.toBe(await colourOf(rows.first()));
});

function isInSight(element: Element): boolean {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  return left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
}

test('a condition is put together from lists and says at once whether it holds', async ({
  page,
  product: { api },
}) => {
  const given = aFlow('Put together', [rowIn('Chosen', { Name: '{{trigger.name}}' })], anyWebhook);
  const { id, hookUrl } = await createDraft(api, given);
  await sendJson(hookUrl, lead);
  const editor = new Editor(page);
  await new Flow(page).open(id);
  await editor.addAfter('trigger', 'Filter');
  const verdict = editor.panel.getByTestId('verdict');
  const first = editor.panel.getByRole('group', { name: 'Condition 1' });
  await editor.pick('What is compared', 'tel', 'trigger.tel');
  await first.getByRole('combobox', { name: 'Comparison' }).click();
  await editor.chooseOption('is the phone');
  await first.getByRole('textbox', { name: 'With what' }).click();
  await page.keyboard.type('+7 916 123 45 67');
  await expect(verdict).toHaveText('Holds for the chosen event');

  await editor.panel.getByRole('button', { name: 'Add a condition' }).click();
  const second = editor.panel.getByRole('group', { name: 'Condition 2' });
  await second.getByRole('button', { name: 'Insert a field: What is compared' }).click();
  await page.getByRole('combobox', { name: 'Find a field or a value' }).fill('city');
  await page.getByTestId('pick-trigger.city').click();
  await second.getByRole('combobox', { name: 'Comparison' }).click();
  await editor.chooseOption('equals');
  await second.getByRole('textbox', { name: 'With what' }).click();
  await page.keyboard.type('msk');
  await expect(verdict).toHaveText('Does not hold for the chosen event');
  await editor.panel.getByRole('combobox', { name: 'How the conditions are joined' }).click();
  await editor.chooseOption('At least one of these holds');
  await expect(verdict).toHaveText('Holds for the chosen event');
  await expect(editor.card('filter')).toContainText('tel is the phone +7 916 123 45 67');

  await editor.isSaved();
  const { draft } = await api.ask(getFlow, { params: { id } });
  expect(draft.steps[0]).toMatchObject({
    when: {
      any: [
        { left: '{{trigger.tel}}', op: 'matches_phone', right: '+7 916 123 45 67' },
        { left: '{{trigger.city}}', op: 'equals', right: 'msk' },
      ],
    },
  });
});

test('the products of an order become rows, one for each', async ({ page, product: { api } }) => {
  await aTable(api, 'Products', ['Title']);
  const { id, hookUrl } = await createDraft(api, aFlow('Line items', [], anyWebhook));
  const products = [
    { title: 'Tea', sum: 500 },
    { title: 'Cup', sum: 300 },
  ];
  await sendJson(hookUrl, { order: 7, products });
  const editor = new Editor(page);
  await new Flow(page).open(id);
  await editor.dragAfter('trigger', 'For each');
  await editor.panel.getByRole('button', { name: 'products', exact: true }).click();
  await expect(editor.panel).toContainText('2 elements in the chosen event');
  await editor.addAfter('loop-loop', 'Add a row');
  await editor.panel.getByRole('combobox', { name: 'Table' }).fill('Products');
  await editor.panel.getByRole('button', { name: 'Add Title', exact: true }).click();
  await editor.pick('Title', 'title', 'item.title');
  await expect(editor.previewOf('Title')).toContainText('Tea');

  await editor.isSaved();
  await api.ask(publishFlow, { params: { id } });
  await sendJson(hookUrl, { order: 8, products });
  const runs = await api.askUntil(listRuns, { query: { flowId: id } }, isDone);
  const { items } = await api.ask(listRows, { params: { name: 'Products' } });
  expect(items.map(({ values }) => values['Title']).sort()).toEqual(['Cup', 'Tea']);
  await page.goto(`/runs/${runs.items[0]?.id}?view=canvas`);
  await expect(editor.card('row')).toContainText('Title');
});

test('a step is tried with one past lead or another, and what was wrong stands at its field', async ({
  page,
  product: { api },
}) => {
  const given = aFlow('Tried with both', [mailTo('{{trigger.Email}}')]);
  const { id, hookUrl } = await createDraft(api, given);
  await sendForm(hookUrl, tildaLead({ Name: 'Good Lead' }));
  await sendForm(hookUrl, tildaLead({ Name: 'Bad Lead', Email: 'no address' }));
  const editor = new Editor(page);
  await new Flow(page).open(id);
  await editor.choose('mail');
  await editor.test();
  await expect(editor.panel).toContainText('It did not work');
  await editor.openTab('Fields');
  await expect(editor.field('To')).toHaveAttribute('aria-invalid', 'true');

  await editor.openTab('Test');
  await editor.panel.getByRole('combobox', { name: 'Test with' }).click();
  await editor.chooseOption(/Good Lead/);
  await editor.test();
  await expect(editor.panel).toContainText('It worked');
  await expect(editor.card('mail')).toContainText('test passed');
  await editor.openTab('Fields');
  await expect(editor.field('To')).not.toHaveAttribute('aria-invalid', 'true');
});
