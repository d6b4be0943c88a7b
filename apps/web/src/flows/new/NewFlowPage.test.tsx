import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { aFlow, anEvent, anEventView, catalog, me } from '../../given/answers.given.js';
import { aLiveServer, aNetwork } from '../../given/network.given.js';
import { showAt } from '../../given/show.given.js';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const empty = { items: [], nextCursor: null };
const listOf = (...items: unknown[]) => ({ body: { items, nextCursor: null } });

const given = () => {
  const server = aLiveServer();
  const network = aNetwork({
    'GET /api/v1/me': { body: me },
    'GET /api/v1/catalog': { body: catalog },
    'GET /api/v1/flows': { body: empty },
    'GET /api/v1/flows/f1': { body: aFlow() },
    'GET /api/v1/events': { body: empty },
    'GET /api/v1/events/e1': { body: anEventView() },
    'POST /api/v1/flows': { status: 201, body: aFlow() },
  });
  const arrive = (answer: { body: unknown }) => {
    network.answer('GET /api/v1/events', answer);
    act(() => server.open[0]?.tell({ topic: 'events', flowId: 'f1' }));
  };
  return { network, arrive };
};

describe('NewFlowPage', () => {
  it('creates the flow of the chosen source and shows its address and how to set it up', async () => {
    const { network } = given();
    await showAt('/flows/new');

    // The page's code is loaded on demand, and this is the first to ask for it.
    fireEvent.click(
      await screen.findByRole('button', { name: /A form was sent/ }, { timeout: 5_000 }),
    );

    expect(await screen.findByText('http://localhost/hooks/abc')).toBeTruthy();
    expect(screen.getByText('Paste the address in Tilda.')).toBeTruthy();
    const created = network.sent.find((sent) => sent.method === 'POST');
    expect(created?.body).toMatchObject({ trigger: { app: 'tilda', event: 'form' }, steps: [] });
  });

  it('finds a source by a part of its name, and says what to do when there is none', async () => {
    given();
    await showAt('/flows/new');
    const search = await screen.findByRole('textbox', { name: 'Find your source' });

    fireEvent.change(search, { target: { value: 'TIL' } });
    expect(screen.getByRole('button', { name: /A form was sent/ })).toBeTruthy();
    fireEvent.change(search, { target: { value: 'no such' } });
    expect(screen.queryByRole('button', { name: /A form was sent/ })).toBeNull();
    expect(screen.getByText(/Choose Webhook/)).toBeTruthy();
  });

  it('waits, hears the test of the sender, then shows the fields of the first lead', async () => {
    const { arrive } = given();
    await showAt('/flows/new?flow=f1');
    expect(await screen.findByText('Waiting for the first request')).toBeTruthy();

    arrive(listOf(anEvent({ id: 'e0', state: 'test' })));
    expect(await screen.findByText('Connected')).toBeTruthy();

    arrive(listOf(anEvent(), anEvent({ id: 'e0', state: 'test' })));
    expect(await screen.findByText('The first lead is here')).toBeTruthy();
    expect(await screen.findByText('+7 916 123-45-67')).toBeTruthy();
    expect(screen.getByText('Phone number')).toBeTruthy();
  });

  it('says why a first request was turned away', async () => {
    const { arrive } = given();
    await showAt('/flows/new?flow=f1');
    await screen.findByText('Waiting for the first request');
    arrive(listOf(anEvent({ state: 'rejected', reason: 'The key is wrong.' })));
    expect(await screen.findByText('The key is wrong.')).toBeTruthy();
  });

  it('leads to sign-in and back when there is no session', async () => {
    aLiveServer();
    const error = { code: 'not_signed_in', message: 'x', requestId: 'q' };
    aNetwork({
      'GET /api/v1/me': { status: 401, body: { error } },
      'GET /api/v1/setup': { body: { needsOwner: false } },
    });
    const { router } = await showAt('/flows/new?flow=f1');
    await waitFor(() => expect(router.state.location.pathname).toBe('/sign-in'));
    expect(router.state.location.search).toEqual({ back: '/flows/new?flow=f1' });
  });
});
