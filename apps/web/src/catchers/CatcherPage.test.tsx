import type { CatcherView } from '@hookline/contract';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { aFlow, anEvent, anEventView, catalog, me } from '../given/answers.given.js';
import { aLiveServer, aNetwork, type Answer, type Sent } from '../given/network.given.js';
import { showAt } from '../given/show.given.js';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const slowMs = { timeout: 5_000 };
const page = (items: unknown[]) => ({ body: { items, nextCursor: null } });
const catcher: CatcherView = {
  id: 'c1',
  name: 'The shop',
  hookUrl: 'https://hook.example/hooks/c1',
  answer: null,
  masks: [],
  caught: 1,
  lastCaughtAt: '2026-03-01T10:00:00.000Z',
  createdAt: '2026-03-01T09:00:00.000Z',
};
const caught = { flowId: 'c1', state: 'captured', runId: null } as const;

const refused = anEvent({ ...caught, id: 'e2', reason: 'the JSON cannot be read' });

const given = (answers: Record<string, Answer | ((sent: Sent) => Answer)> = {}) => {
  aLiveServer();
  return aNetwork({
    'GET /api/v1/me': { body: me },
    'GET /api/v1/catalog': { body: catalog },
    'GET /api/v1/connections': { body: { items: [] } },
    'GET /api/v1/flows': page([aFlow()]),
    'GET /api/v1/catchers': { body: { items: [catcher] } },
    'GET /api/v1/catchers/c1': { body: catcher },
    'GET /api/v1/events': page([refused, anEvent(caught)]),
    'GET /api/v1/events/e1': { body: anEventView(caught) },
    ...answers,
  });
};

it('shows what came, asks nothing of a flow that is none, and names where it came to', async () => {
  const network = given();
  await showAt('/catchers/c1?event=e1');
  expect(await screen.findByText(/It is shown, and runs nothing/, {}, slowMs)).toBeTruthy();
  expect(screen.getByText('https://hook.example/hooks/c1')).toBeTruthy();
  expect(screen.getByText('the JSON cannot be read')).toBeTruthy();
  expect((await screen.findByRole('link', { name: 'The shop' })).getAttribute('href')).toBe(
    '/catchers/c1',
  );
  expect(screen.getByRole('button', { name: 'Copy as cURL' })).toBeTruthy();
  expect(screen.queryByRole('combobox', { name: 'State' })).toBeNull();
  expect(network.sent.filter(({ path }) => path.includes('/flows/c1'))).toEqual([]);
});

it('gives a flow the request as its sample, and leads there', async () => {
  const network = given({
    'POST /api/v1/flows': { status: 201, body: aFlow({ id: 'f2' }) },
    'PUT /api/v1/flows/f2/sample': { body: aFlow({ id: 'f2', sampleEventId: 'e9' }) },
  });
  const { router } = await showAt('/catchers/c1?event=e1');
  fireEvent.click(await screen.findByRole('button', { name: 'Build a flow from it' }, slowMs));

  await waitFor(() => expect(router.state.location.pathname).toBe('/flows/f2'), slowMs);
  const made = network.sent.find(({ method }) => method === 'POST');
  expect(made?.body).toMatchObject({ trigger: { app: 'webhook', event: 'received' }, steps: [] });
  const pinned = network.sent.find(({ method }) => method === 'PUT');
  expect(pinned?.body).toEqual({ eventId: 'e1' });
});

it('saves its name and its answer, and says what deleting takes along', async () => {
  const network = given({
    'PATCH /api/v1/catchers/c1': { body: { ...catcher, name: 'Bitrix24' } },
  });
  await showAt('/catchers/c1');
  fireEvent.click(await screen.findByRole('button', { name: 'Settings of the catcher' }, slowMs));
  const settings = await screen.findByRole('dialog', { name: 'Settings of the catcher' });
  fireEvent.change(within(settings).getByRole('textbox', { name: /Name/ }), {
    target: { value: ' Bitrix24 ' },
  });
  fireEvent.click(within(settings).getByRole('button', { name: 'Delete the catcher' }));
  expect(await screen.findByText(/its 1 request is deleted/)).toBeTruthy();
  fireEvent.click(within(settings).getByRole('button', { name: 'Save' }));

  await waitFor(() => {
    const saved = network.sent.find(({ method }) => method === 'PATCH');
    expect(saved?.body).toEqual({ name: 'Bitrix24', answer: null, masks: [] });
  }, slowMs);
});

it('lists catchers with how much came, and makes one with a name', async () => {
  const network = given({ 'POST /api/v1/catchers': { status: 201, body: catcher } });
  const { router } = await showAt('/catchers');
  expect(await screen.findByRole('link', { name: 'The shop' }, slowMs)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'New catcher' }));
  const creation = await screen.findByRole('dialog', { name: 'New catcher' });
  fireEvent.change(within(creation).getByRole('textbox', { name: /Name/ }), {
    target: { value: 'The shop' },
  });
  fireEvent.click(within(creation).getByRole('button', { name: 'New catcher' }));

  await waitFor(() => expect(router.state.location.pathname).toBe('/catchers/c1'), slowMs);
  expect(network.sent.find(({ method }) => method === 'POST')?.body).toEqual({ name: 'The shop' });
});
