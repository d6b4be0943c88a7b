import { createConnection, getFlow, getRun, listFlows, listRuns } from '@hookline/contract';
import { readFile } from 'node:fs/promises';
import { aFlow, createDraft, createLive, leadRow, ownerMail } from '../given/flows.js';
import { aNewerDraft } from '../given/newer-draft.js';
import { sendForm, tildaLead } from '../given/tilda.js';
import { Editor } from '../pages/editor.js';
import { Flow } from '../pages/flow.js';
import { expect, test } from '../product/journey.js';

const [source, row] = ['A form is sent', 'Add a row'];

test('what is live stays so while the draft is changed, and an older version comes back', async ({
  page,
  product: { api },
}) => {
  const { id, hookUrl } = await createLive(api, aFlow('Stays live', [leadRow]));
  const [editor, flow] = [new Editor(page), new Flow(page)];
  await flow.open(id);
  await editor.addAfter('lead', 'Delay');
  await editor.isSaved();
  await expect(flow.header).toContainText('version 1 · changes not published');
  await sendForm(hookUrl, tildaLead());
  const { items } = await api.askUntil(
    listRuns,
    { query: { flowId: id } },
    ({ items: [run] }) => run?.state === 'succeeded',
  );
  const ran = await api.ask(getRun, { params: { id: items[0]?.id ?? '' } });
  expect(ran).toMatchObject({ versionNumber: 1 });

  await flow.publish();
  await expect(flow.header).toContainText('version 2');
  await editor.addAfter('lead', 'Filter');
  // With an edit that is still on its way to the server.
  await flow.goTo('Versions');
  const stepsAre = (kinds: string) =>
    expect
      .poll(async () => {
        const { draft } = await api.ask(getFlow, { params: { id } });
        return draft.steps.map(({ type }) => type).join(' ');
      })
      .toBe(kinds);
  const takeBack = async () => {
    await page.getByRole('button', { name: 'Make it the draft' }).last().click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('The live version does not change until you publish.');
    await expect(dialog).toContainText('The draft has changes that were never published.');
    await dialog.getByRole('button', { name: 'Make it the draft' }).click();
    await stepsAre('action');
  };
  await test.step('it can be taken back where it was done, and in the editor', async () => {
    await takeBack();
    const notice = page.getByRole('alert').filter({ hasText: 'The draft is version 1 again' });
    await notice.getByRole('button', { name: 'Undo' }).click();
    await stepsAre('action filter delay');
    await takeBack();
    await flow.goTo('Build');
    await expect(editor.titles()).toHaveText([source, row]);
    await editor.undo();
    await stepsAre('action filter delay');
    await editor.redo();
    await editor.isSaved();
    // It was done here, and what is done here needs no explaining.
    await expect(page.getByText('This flow was changed elsewhere')).toBeHidden();
  });
  await flow.publish();
  await expect(flow.header).toContainText('version 3');
  await stepsAre('action');
});

test('a flow leaves without its connection, and gets another where it comes in', async ({
  page,
  product: { api },
}) => {
  const values = {
    host: 'mail.shop.example',
    port: 465,
    secure: true,
    fromAddress: 'a@shop.example',
  };
  const body = { app: 'email', name: 'Post of the shop', values };
  const connection = await api.ask(createConnection, { body });
  const mail = { ...ownerMail, connectionId: connection.id };
  const { id } = await createDraft(api, aFlow('Goes abroad', [mail]));
  await new Flow(page).open(id, 'Settings');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export as a file' }).click();
  const text = await readFile(await (await download).path(), 'utf8');
  expect(text).not.toContain(connection.id);

  await page.goto('/flows');
  await page.getByRole('button', { name: 'Import' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Or paste its text').fill(text.replace('Goes abroad', 'Is back'));
  await dialog.getByRole('combobox', { name: /^Connection for/ }).click();
  await page.getByRole('option', { name: 'Post of the shop' }).click();
  await dialog.getByRole('button', { name: 'Import as a draft' }).click();
  await expect(new Editor(page).titles()).toHaveText([source, 'Send an e-mail']);
  const imported = page.url().split('/').at(-1) ?? '';
  const { draft } = await api.ask(getFlow, { params: { id: imported } });
  expect(draft.steps[0]).toMatchObject({ connectionId: connection.id });
  expect((await api.ask(listFlows)).items.map(({ name }) => name)).toContain('Is back');
});

test('a draft of a later version can be read, and nothing here changes it', async ({
  page,
  product,
}) => {
  const { id } = await createDraft(product.api, aFlow('From tomorrow', [leadRow]));
  await aNewerDraft(product, id);
  const [editor, flow] = [new Editor(page), new Flow(page)];
  await flow.open(id);
  await expect(page.getByText('This draft was made with a newer version')).toBeVisible();
  await editor.choose('tele');
  await page.keyboard.press('Delete');
  await expect(editor.card('tele')).toBeVisible();
  await expect(editor.palette).toHaveCount(0);
  await expect(editor.panel).toHaveCount(0);
  const { newerSchema } = await product.api.ask(getFlow, { params: { id } });
  expect(newerSchema).toBe(9);
});
