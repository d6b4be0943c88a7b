import {
  createFlow,
  getFlowLedger,
  getRun,
  listOutbox,
  listRows,
  listRuns,
  publishFlow,
} from '@hookline/contract';
import { aFlow, leadRow, ownerMail, tellVendor } from '../given/flows.js';
import { sendForm, sendTildaPing, tildaLead } from '../given/tilda.js';
import { expect, test } from '../product/journey.js';

test.describe('the main job through the API alone', () => {
  test('a form becomes a row, a mail and one call, and its history tells every step', async ({
    product: { api },
    vendor,
  }) => {
    const steps = [leadRow, ownerMail, tellVendor(`${vendor.url}/leads`)];
    const { id, hookUrl } = await api.ask(createFlow, { body: aFlow('By the API', steps) });

    const ping = await sendTildaPing(hookUrl);
    expect([ping.status, await ping.text()]).toEqual([200, 'ok']);
    await api.ask(publishFlow, { params: { id } });
    const lead = tildaLead({ Email: 'API@Example.com' });
    const answers = [await sendForm(hookUrl, lead), await sendForm(hookUrl, lead)];

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const ledger = await api.askUntil(
      getFlowLedger,
      { params: { id } },
      ({ open, succeeded }) => open === 0 && succeeded === 1,
    );
    expect(ledger).toMatchObject({ received: 3, duplicate: 1, test: 1, held: 0, balanced: true });
    const { items: rows } = await api.ask(listRows, {
      params: { name: 'Leads' },
      query: { text: 'api@example.com' },
    });
    expect(rows.map(({ values }) => values)).toMatchObject([
      { Name: 'Иван Петров', Phone: '+79161234567' },
    ]);
    const { items: mails } = await api.ask(listOutbox, {});
    expect(mails[0]).toMatchObject({ to: ['owner@shop.example'], subject: 'Lead from Callback' });
    expect(vendor.requests).toHaveLength(1);
    expect(vendor.requests[0]?.json).toEqual({ id: lead['tranid'], phone: '+79161234567' });
    expect(vendor.requests[0]?.headers['idempotency-key']).toBeTruthy();
    const { items: runs } = await api.ask(listRuns, { query: { flowId: id } });
    const run = await api.ask(getRun, { params: { id: runs[0]?.id ?? '' } });
    expect(run.steps.map(({ stepId, state }) => [stepId, state])).toEqual([
      ['lead', 'succeeded'],
      ['mail', 'succeeded'],
      ['tell', 'succeeded'],
    ]);
  });

  test('an address that nobody was given is not found', async ({ product }) => {
    const answer = await sendForm(`${product.url}/hooks/${'a'.repeat(32)}`, tildaLead());

    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ error: { code: 'hook_not_found' } });
  });

  test('an invalid flow is refused with a pointer to each fault', async ({ product: { api } }) => {
    const document = aFlow('Faulty', [leadRow, { ...ownerMail, id: 'Not An Id' }]);

    const answer = await api.send('POST', '/flows', { ...document, name: '' });

    expect(answer).toMatchObject({ status: 422, body: { error: { code: 'flow_invalid' } } });
    expect(JSON.stringify(answer.body)).toContain('"pointer":"/name"');
    expect(JSON.stringify(answer.body)).toContain('"pointer":"/steps/1/id"');
  });

  test('a second owner is not made without --force', async ({ product }) => {
    const given = ['--email', 'second@shop.example', '--password', 'four new boats 8', '--json'];

    await expect(product.command('setup', ...given)).rejects.toThrow(/already/i);
    const made = JSON.parse(await product.command('setup', ...given, '--force'));

    expect(made).toMatchObject({ workspaceId: expect.any(String), apiKey: expect.any(String) });
  });
});
