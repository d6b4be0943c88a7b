import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { ConnectionView } from '@hookline/contract';
import { afterEach, expect, it, vi } from 'vitest';
import { catalog, me } from '../given/answers.given.js';
import { aLiveServer, aNetwork } from '../given/network.given.js';
import { showAt } from '../given/show.given.js';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const slowMs = { timeout: 5_000 };
const connection: ConnectionView = {
  id: 'c1',
  app: 'http',
  name: 'CRM',
  state: 'working',
  settings: {},
  secretsSet: [],
  error: null,
  checkedAt: null,
  usedByFlows: [],
  leavingFlows: [],
  createdAt: '2026-03-01T10:00:00.000Z',
};

async function open(change: Partial<ConnectionView>, language: 'en' | 'ru' = 'en') {
  aLiveServer();
  const network = aNetwork({
    'GET /api/v1/me': { body: me },
    'GET /api/v1/catalog': { body: catalog },
    'GET /api/v1/connections': { body: { items: [{ ...connection, ...change }] } },
    'DELETE /api/v1/connections/c1': { status: 204 },
  });
  await showAt('/connections', language);
  const name = language === 'en' ? 'Delete' : 'Удалить';
  fireEvent.click(await screen.findByRole('button', { name }, slowMs));
  const dialog = within(await screen.findByRole('dialog'));
  const action = language === 'en' ? 'Delete the connection' : 'Удалить подключение';
  return {
    network,
    dialog,
    button: dialog.getByRole<HTMLButtonElement>('button', { name: action }),
  };
}

it('lets go what nothing needs', async () => {
  const { network, dialog, button } = await open({});
  expect(dialog.getByText(/No flow uses it/)).toBeTruthy();

  fireEvent.click(button);
  await waitFor(() => expect(network.sent.some(({ method }) => method === 'DELETE')).toBe(true));
});

it('names the flows that use it before anybody presses, and takes no press', async () => {
  const { network, dialog, button } = await open({ usedByFlows: [{ id: 'f1', name: 'Leads' }] });

  expect(dialog.getByText(/still needed/)).toBeTruthy();
  expect(dialog.getByRole('link', { name: 'Leads' }).getAttribute('href')).toBe('/flows/f1');
  expect(button.disabled).toBe(true);
  fireEvent.click(button);
  expect(network.sent.some(({ method }) => method === 'DELETE')).toBe(false);
});

it('says that an old webhook is still being taken away with it, of which flow, and what comes next', async () => {
  const { dialog, button } = await open({
    leavingFlows: [
      { id: 'f1', name: 'Moved', isDeleted: false },
      { id: 'f2', name: 'Old', isDeleted: true },
    ],
  });

  expect(button.disabled).toBe(true);
  expect(dialog.getByRole('link', { name: 'Moved' }).getAttribute('href')).toBe('/flows/f1');
  expect(dialog.getByText(/Old \(deleted\)/)).toBeTruthy();
  expect(dialog.queryByRole('link', { name: /Old/ })).toBeNull();
  expect(dialog.getByText(/as a rule within minutes/)).toBeTruthy();
  expect(dialog.getByRole('link', { name: 'See what needs you' }).getAttribute('href')).toBe(
    '/attention',
  );
  expect(dialog.queryByText(/No flow uses it/)).toBeNull();
});

it('says so in Russian, too', async () => {
  const { dialog } = await open(
    { leavingFlows: [{ id: 'f2', name: 'Old', isDeleted: true }] },
    'ru',
  );
  expect(dialog.getByText(/Old \(удалена\)/)).toBeTruthy();
  expect(dialog.getByText(/Оно ещё нужно/)).toBeTruthy();
});
