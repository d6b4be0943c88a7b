import { getFlow, listRows, listRuns } from '@hookline/contract';
import { readFile } from 'node:fs/promises';
import { aFlow, createDraft, createLive, leadRow, ownerMail, tellVendor } from '../given/flows.js';
import { sendForm, tildaLead } from '../given/tilda.js';
import { Editor } from '../pages/editor.js';
import { Flow } from '../pages/flow.js';
import { Run } from '../pages/run.js';
import { expect, test } from '../product/journey.js';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });
test.setTimeout(40_000);

test('several steps are copied into another flow, and a paste of nonsense says why not', async ({
  page,
  product: { api },
}) => {
  const steps = [leadRow, ownerMail];
  const from = await createDraft(api, aFlow('Copied from', steps));
  const to = await createDraft(api, aFlow('Copied to', []));
  const editor = new Editor(page);
  await new Flow(page).open(from.id);
  await editor.card('lead').getByRole('button').first().click();
  await editor
    .card('mail')
    .getByRole('button')
    .first()
    .click({ modifiers: ['Shift'] });
  await expect(page.getByText('2 steps chosen')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+c');

  await new Flow(page).open(to.id);
  await editor.card('trigger').getByRole('button').first().click();
  await page.keyboard.press('ControlOrMeta+v');
  await expect(editor.titles()).toHaveText(['A form is sent', 'Add a row', 'Send an e-mail']);
  await editor.undo();
  await expect(editor.titles()).toHaveText(['A form is sent']);

  await page.evaluate(() => navigator.clipboard.writeText('Dear Anna, call me'));
  await editor.card('trigger').getByRole('button').first().click();
  await page.keyboard.press('ControlOrMeta+v');
  await expect(page.getByText('The clipboard holds no steps of a flow.')).toBeVisible();
});

test('a field is joined to a field by a wire, by mouse and by keyboard, and reads the same as text', async ({
  page,
  product: { api },
}) => {
  const values = {
    Name: '',
    Phone: '',
    Comment: '{{trigger.Comment}}',
    Sum: '{{nope trigger.Name}}',
  };
  const row = { ...leadRow, input: { table: 'Leads', values } };
  const { id, hookUrl } = await createDraft(api, aFlow('Wired', [row]));
  await sendForm(hookUrl, tildaLead({ Comment: '' }));
  const editor = new Editor(page);
  await new Flow(page).open(id);
  await editor.choose('lead');
  await editor.lookAt('As wires');
  for (const [path, column, health] of [
    ['trigger.Comment', 'Comment', 'empty'],
    ['trigger.Name', 'Sum', 'invalid'],
  ] as const) {
    const wire = editor.wire(path, `/input/values/${column}`);
    await expect(wire).toHaveAttribute('data-health', health);
  }

  await editor.draw('trigger.Name', '/input/values/Name');
  await expect(editor.wire('trigger.Name', '/input/values/Name')).toHaveAttribute(
    'data-health',
    'filled',
  );
  await editor.source('trigger.Phone').focus();
  await page.keyboard.press('Enter');
  await editor.target('/input/values/Phone').getByRole('button').first().focus();
  await page.keyboard.press('Enter');
  await expect(editor.target('/input/values/Phone')).toContainText('8 (916) 123-45-67');

  await editor.lookAt('As text');
  await page.getByTestId('panel').locator('.hl-pill', { hasText: 'Phone' }).click();
  const pill = page.getByTestId('pill-editor');
  await pill.getByRole('combobox').fill('E.164');
  await page.getByRole('option').first().click();
  await expect(page.getByTestId('pill-result')).toContainText('+7');
  await editor.isSaved();
  const { draft } = await api.ask(getFlow, { params: { id } });
  expect(draft.steps[0]).toMatchObject({
    input: { values: { Name: '{{trigger.Name}}', Phone: '{{phone trigger.Phone}}' } },
  });
});

test('the draft is tested on a sample changed by hand, and the cards say how it went', async ({
  page,
  product: { api },
  vendor,
}) => {
  const tell = { ...tellVendor(`${vendor.url}/leads`), name: 'Tell the CRM' };
  const { id } = await createDraft(api, aFlow('Tried out', [tell]));
  await new Flow(page).open(id);
  await page.getByRole('button', { name: 'Test the draft' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('1 step does the real thing');
  await expect(dialog).toContainText('Tell the CRM');
  await dialog.getByRole('button', { name: 'Edit this sample' }).click();
  await dialog.getByLabel('Sample (JSON)').fill('{"tranid":"by-hand","Phone":"89161234567"}');
  await dialog.getByRole('button', { name: 'Run the test' }).click();

  await expect(dialog).toContainText('It went through: 1 step worked');
  expect(vendor.requests.at(-1)?.text).toContain('by-hand');
  await page.keyboard.press('Escape');
  await expect(new Editor(page).card('tell')).toContainText('test passed');
});

test('publishing says what is missing and what changes; versions have names, differences and a way to other places', async ({
  page,
  product: { api },
}) => {
  const unaddressed: typeof ownerMail = {
    id: 'mail',
    type: 'action',
    app: 'email',
    action: 'send',
    connectionId: null,
    input: { to: '', subject: 'A lead', text: '{{trigger.Name}}' },
  };
  const { id } = await createDraft(api, aFlow('Versioned', [leadRow, unaddressed]));
  const [editor, flow] = [new Editor(page), new Flow(page)];
  await flow.open(id, 'Versions');
  await test.step('what is required and empty is marked, and publishing leads to it', async () => {
    await flow.header.getByRole('button', { name: 'Publish', exact: true }).click();
    const reasons = page.getByTestId('publish-reasons');
    await expect(reasons.getByRole('listitem')).toHaveText('Send an e-mail: To is empty');
    await reasons.getByRole('link', { name: 'To is empty' }).click();
    await expect(editor.card('mail')).toContainText('1 problem');
    await expect(editor.field('To')).toHaveAttribute('aria-required', 'true');
    await expect(editor.panel).toContainText('Fill this in');
    await expect(editor.field('To')).toBeFocused();
    await page.keyboard.type('owner@shop.example');
    await editor.isSaved();
    await expect(editor.card('mail')).not.toContainText('problem');
    await flow.publish();
    await expect(flow.header.getByText('version 1')).toBeVisible();
  });
  await editor.addAfter('lead', 'Delay');
  await editor.isSaved();
  await flow.header.getByRole('button', { name: 'Publish', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByTestId('changes')).toHaveText(/added\s*Wait 15 minutes/);
  await dialog.getByLabel('Name of the version').fill('With a pause');
  await dialog.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(flow.header.getByText('version 2')).toBeVisible();

  await flow.goTo('Versions');
  await expect(page.getByText('With a pause')).toBeVisible();
  await page.getByRole('button', { name: 'Compare' }).last().click();
  await expect(page.getByTestId('side-by-side')).toContainText('not there');

  await flow.goTo('Settings');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export as a file' }).click();
  const text = await readFile(await (await download).path(), 'utf8');
  await page.goto('/flows');
  await page.getByRole('button', { name: 'Import' }).click();
  const source = page.getByLabel('Or paste its text');
  await source.fill('{"schemaVersion": 99}');
  await expect(page.getByText('made with a newer version of Hookline')).toBeVisible();
  await source.fill(text);
  await expect(page.getByTestId('import-found')).toHaveText('“Versioned”, 3 steps');
  await page.getByRole('button', { name: 'Import as a draft' }).click();
  await expect(editor.titles()).toHaveText([
    'A form is sent',
    'Add a row',
    'Wait 15 minutes',
    'Send an e-mail',
  ]);
});

test('the simple view is the same draft, and nothing is lost by switching', async ({
  page,
  product: { api },
}) => {
  const { id, draft } = await createDraft(
    api,
    aFlow('Simple', [
      { id: 'real', type: 'filter', when: { all: [{ left: '{{trigger.Phone}}', op: 'exists' }] } },
      leadRow,
      ownerMail,
    ]),
  );
  const editor = new Editor(page);
  await new Flow(page).open(id);
  await editor.look('Simple view');
  const simple = page.getByTestId('simple-view');
  await expect(simple.getByRole('heading', { name: 'Where leads come from' })).toBeVisible();
  await expect(simple).toContainText('Filter · Phone is there');
  await simple.getByText('Send an e-mail', { exact: true }).first().click();
  await simple.getByRole('textbox', { name: 'Subject', exact: true }).click();
  await page.keyboard.press('End');
  await page.keyboard.type(' today');
  await editor.look('Canvas');

  await expect(editor.card('mail')).toContainText('today');
  await editor.isSaved();
  const saved = await api.ask(getFlow, { params: { id } });
  const [filter, row] = draft.steps;
  expect(saved.draft.steps).toMatchObject([
    filter,
    row,
    { input: { subject: 'Lead from {{trigger.formname}} today' } },
  ]);
});

test('a failed run shows on the canvas where it stopped, and is replayed from there', async ({
  page,
  product: { api },
  vendor,
}) => {
  vendor.behave({ mode: 'fail', status: 422 });
  const steps = [leadRow, tellVendor(`${vendor.url}/leads`), { ...ownerMail, id: 'after' }];
  const { id: flowId, hookUrl } = await createLive(api, aFlow('Seen on canvas', steps));
  await sendForm(hookUrl, tildaLead());
  const { items } = await api.askUntil(
    listRuns,
    { query: { flowId } },
    ({ items: [run] }) => run?.state === 'needs_attention',
  );
  const editor = new Editor(page);
  await page.goto(`/runs/${items[0]?.id}`);
  await page.getByText('On the canvas', { exact: true }).click();
  await expect(editor.card('lead')).toHaveAttribute('data-run', 'succeeded');
  await expect(editor.card('tell')).toHaveAttribute('data-run', 'failed');
  await expect(editor.card('after')).toHaveAttribute('data-run', 'pending');
  await editor.choose('tell');
  await expect(page.getByRole('complementary', { name: 'Step of the run' })).toContainText('422');
  const countRows = async () =>
    (await api.ask(listRows, { params: { name: 'Leads' } })).items.length;
  const before = await countRows();
  vendor.behave({ mode: 'ok' });
  await new Run(page).replay('From the failed step', /version 1/);
  await expect(editor.card('after')).toHaveAttribute('data-run', 'succeeded');
  await expect(editor.card('tell')).toHaveAttribute('data-run', 'succeeded');
  expect(await countRows()).toBe(before);
});
