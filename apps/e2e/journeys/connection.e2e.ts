import { createConnection, updateConnection } from '@hookline/contract';
import { aFlow, createLive, ownerMail } from '../given/flows.js';
import { sendForm, tildaLead } from '../given/tilda.js';
import { expect, test } from '../product/journey.js';

const password = 'post box 12';

test('a mail server is tried out for real, a wrong password says what to do, and no secret comes back', async ({
  page,
  product: { api },
  mailServer,
}) => {
  const answers: string[] = [];
  page.on('response', async (response) => {
    if (response.url().includes('/api/')) answers.push(await response.text().catch(() => ''));
  });
  const dialog = page.getByRole('dialog');

  await page.goto('/connections');
  await page.getByRole('button', { name: 'Add a connection' }).first().click();
  await dialog.getByRole('combobox', { name: 'App' }).click();
  await page.getByRole('option', { name: 'E-mail' }).click();
  await dialog.getByLabel('Name', { exact: false }).first().fill('Shop mail');
  await dialog.getByLabel('Mail server').fill(mailServer.host);
  await dialog.getByRole('textbox', { name: 'Port' }).fill(String(mailServer.port));
  await chooseNoTls();
  await dialog.getByRole('textbox', { name: 'User' }).fill('shop');
  await dialog.getByLabel('Password', { exact: true }).fill('not that one');
  await dialog.getByLabel('Sender address').fill('shop@shop.example');
  await dialog.getByRole('button', { name: 'Save and test' }).click();
  await expect(dialog).toContainText('It does not work.');
  await expect(dialog).toContainText(/user|password/i);
  await dialog.getByLabel('Password', { exact: true }).fill(password);
  await dialog.getByRole('button', { name: 'Save and test' }).click();
  await expect(dialog).toContainText('It works.');
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  const card = page.getByRole('article').filter({ hasText: 'Shop mail' });
  await expect(card).toContainText('working');

  await page.reload();
  await card.getByRole('button', { name: 'Test connection' }).click();
  await expect(card).toContainText('It works.');
  await card.getByRole('button', { name: 'Edit' }).click();
  await expect(dialog.getByLabel('Mail server')).toHaveValue(mailServer.host);
  await expect(dialog.getByLabel('Password', { exact: true })).toHaveValue('');
  expect(answers.filter((answer) => answer.includes(password))).toEqual([]);
  expect(await page.content()).not.toContain(password);

  async function chooseNoTls(): Promise<void> {
    const field = dialog.getByLabel('TLS from the start');
    await field.uncheck({ force: true });
  }
  expect(JSON.stringify((await api.send('GET', '/connections')).body)).not.toContain(password);
});

test('mail through a connection leaves by its server, and after a refused password the lead waits and goes on by itself', async ({
  product: { api },
  mailServer,
}) => {
  const values = {
    host: mailServer.host,
    port: mailServer.port,
    secure: false,
    user: 'shop',
    fromAddress: 'shop@shop.example',
  };
  const connection = await api.ask(createConnection, {
    body: { app: 'email', name: 'Waiting mail', values: { ...values, password: 'old one' } },
  });
  const mail = { ...ownerMail, connectionId: connection.id };
  const { hookUrl } = await createLive(api, aFlow('Mail by a server', [mail]));

  await sendForm(hookUrl, tildaLead());
  await expect
    .poll(async () => JSON.stringify((await api.send('GET', '/connections')).body))
    .toContain('needs_reconnect');
  expect(mailServer.mails).toHaveLength(0);
  await api.ask(updateConnection, {
    params: { id: connection.id },
    body: { values: { ...values, password } },
  });
  await api.send('POST', `/connections/${connection.id}/check`);

  await mailServer.until((mails) => mails.length === 1);
  expect(mailServer.mails[0]).toMatchObject({
    rcptTo: ['owner@shop.example'],
    mail: { subject: 'Lead from Callback' },
  });
});
