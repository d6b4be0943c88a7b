import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import type { FlowView } from '@hookline/contract';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { aFlow, catalog, me } from '../given/answers.given.js';
import { aLiveServer, aNetwork } from '../given/network.given.js';
import { showAt } from '../given/show.given.js';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const ledger = { received: 0, held: 0, open: 0, balanced: true };
const bot = { id: '0198f0c0-0000-7000-8000-000000000002', name: 'The bot' };
const orders = { id: 'f3', name: 'Orders' };
const slow = { timeout: 5_000 };

const given = (flow: Partial<FlowView>, mains: readonly object[]) => {
  aLiveServer();
  return aNetwork({
    'GET /api/v1/me': { body: me },
    'GET /api/v1/catalog': { body: catalog },
    'GET /api/v1/connections': { body: { items: [] } },
    'GET /api/v1/flows/f1': { body: aFlow(flow) },
    'GET /api/v1/flows/f1/ledger': { body: ledger },
    'GET /api/v1/flows/f1/mains': { body: { items: mains } },
    'PUT /api/v1/flows/f1/draft': { body: aFlow(flow) },
  });
};

const label = 'Take events from the address of another flow';
const choice = () => screen.findByRole('combobox', { name: label }, slow);
const save = () => fireEvent.click(screen.getByRole('button', { name: 'Save' }));

describe('the address of another flow', () => {
  it('is chosen among those of the same source, and stands in the draft', async () => {
    const network = given({}, [bot]);
    await showAt('/flows/f1/settings');

    fireEvent.click(await choice());
    fireEvent.click(await screen.findByRole('option', { name: 'The bot' }));
    save();

    await waitFor(() =>
      expect(network.sent.find(({ method }) => method === 'PUT')?.body).toMatchObject({
        document: { endpoint: { through: bot.id } },
      }),
    );
  });

  it('is what is to be pasted at the sender, and leads to its flow', async () => {
    const { draft } = aFlow();
    const takesFrom = { ...bot, hookUrl: 'http://localhost/hooks/bot' };
    const network = given({ draft: { ...draft, endpoint: { through: bot.id } }, takesFrom }, [bot]);
    await showAt('/flows/f1/settings');

    const link = await screen.findByRole('link', { name: 'The bot' }, slow);
    expect(link.getAttribute('href')).toBe(`/flows/${bot.id}`);
    expect(screen.getAllByText('http://localhost/hooks/bot')).toHaveLength(2);
    expect(screen.queryByText('http://localhost/hooks/abc')).toBeNull();

    fireEvent.click(await choice());
    fireEvent.click(await screen.findByRole('option', { name: /only from its own/ }));
    save();
    await waitFor(() => expect(network.sent.some(({ method }) => method === 'PUT')).toBe(true));
    const { body } = network.sent.find(({ method }) => method === 'PUT') ?? {};
    expect(JSON.stringify(body)).not.toContain('through');
  });

  it('names the flows that it feeds, and asks nothing where nobody could be chosen', async () => {
    given({ feeds: [bot, orders] }, []);
    await showAt('/flows/f1/settings');

    expect(await screen.findByText(/also feeds/, {}, slow)).toBeTruthy();
    for (const { id, name } of [bot, orders]) {
      expect(screen.getByRole('link', { name }).getAttribute('href')).toBe(`/flows/${id}`);
    }
    expect(screen.queryByRole('combobox', { name: label })).toBeNull();
  });
});
