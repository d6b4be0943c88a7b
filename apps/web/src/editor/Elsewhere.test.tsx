import { notifications, notificationsStore } from '@mantine/notifications';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { aFlow, catalog, me } from '../given/answers.given.js';
import { aLiveServer, aNetwork } from '../given/network.given.js';
import { showAt } from '../given/show.given.js';
import { aDocument, anAction } from './editor.given.js';
import { dropEditors } from './state/kept-editors.js';
import { noteSentHere } from './state/sent-here.js';

vi.setConfig({ testTimeout: 30_000 });
const slow = { timeout: 8_000 };

beforeEach(() => dropEditors());
afterEach(() => {
  cleanup();
  notifications.clean();
  vi.unstubAllGlobals();
});

const seen = aFlow({ draft: aDocument([anAction('mail', { to: 'anna@shop.example' })]) });

const gone = {
  status: 404,
  body: { error: { code: 'flow_not_found', message: 'x', requestId: 'req_1' } },
};

/** Somebody looks at a flow, with everything saved. */
async function open() {
  const live = aLiveServer();
  const network = aNetwork({
    'GET /api/v1/me': { body: me },
    'GET /api/v1/catalog': { body: catalog },
    'GET /api/v1/flows/f1': { body: seen },
    'GET /api/v1/flows/f2': { body: { ...seen, id: 'f2' } },
    'GET /api/v1/flows/f1/fields': { body: { events: 0, fields: [] } },
    'GET /api/v1/events': { body: { items: [], nextCursor: null } },
    'GET /api/v1/connections': { body: { items: [] } },
    'POST /api/v1/flows': { status: 201, body: { ...seen, id: 'f2' } },
  });
  const shown = await showAt('/flows/f1');
  await waitFor(() => expect(saveState()).toBe('saved'), slow);
  const [socket] = live.open;
  socket?.tell({ topic: 'hello' });
  const remove = () => network.answer('GET /api/v1/flows/f1', gone);
  return { ...shown, network, live, socket, remove };
}

const saveState = () => screen.getByTestId('save-state').dataset['state'];
const told = async () =>
  within(
    (await screen.findByText('Somebody deleted this flow', {}, slow)).closest('[role=alert]')!,
  );

it('says at once that somebody deleted the flow, keeps what it shows, and offers no test of it', async () => {
  const { socket, remove } = await open();
  expect(screen.getByRole('button', { name: 'Test the draft' })).toBeTruthy();
  remove();
  socket?.tell({ topic: 'flows', flowId: 'f1' });
  const notice = await told();
  expect(screen.queryByRole('button', { name: 'Test the draft' })).toBeNull();
  expect(notice.getByText(/nothing is saved here any more/)).toBeTruthy();
  expect(saveState()).toBe('gone');
  expect(screen.getByTestId('step-mail')).toBeTruthy();
  const list = await notice.findByRole('link', { name: 'To the list of flows' });
  expect(list.getAttribute('href')).toBe('/flows');
  expect(notice.getByRole('button', { name: 'Export as a file' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Publish' })).toBeNull();
});

it('hears of it once it is back, where the connection was away at the time', async () => {
  const { live, socket, remove } = await open();
  socket?.close();
  remove();
  await waitFor(() => expect(live.open).toHaveLength(1), slow);
  live.open[0]?.tell({ topic: 'hello' });
  await told();
});

it('sends no edit to a flow that is no more, and makes a new one of what is on the screen', async () => {
  const { socket, remove, network, router } = await open();
  remove();
  socket?.tell({ topic: 'flows', flowId: 'f1' });
  const notice = await told();
  fireEvent.keyDown(within(screen.getByTestId('step-mail')).getAllByRole('button')[0]!, {
    key: 'd',
    ctrlKey: true,
  });
  fireEvent.click(await notice.findByRole('button', { name: 'Make a new flow of it' }));
  await waitFor(() => expect(router.state.location.pathname).toBe('/flows/f2'), slow);
  const made = network.sent.find(({ method }) => method === 'POST');
  expect(made?.body).toMatchObject({ steps: [{ id: 'mail' }, { id: 'mail_2' }] });
  expect(network.sent.filter(({ method }) => method === 'PUT')).toEqual([]);
});

const changed = {
  ...seen,
  draft: aDocument([anAction('theirs', { to: 'boris@shop.example' })]),
  draftRevision: seen.draftRevision + 1,
};
const said = () => notificationsStore.getState().notifications.map(({ message }) => message);
const explained = 'This flow was changed elsewhere. You see it as it is now.';

it('says that the flow was changed elsewhere', async () => {
  const { socket, network } = await open();
  network.answer('GET /api/v1/flows/f1', { body: changed });
  socket?.tell({ topic: 'flows', flowId: 'f1' });
  expect(await screen.findByTestId('step-theirs', {}, slow)).toBeTruthy();
  await waitFor(() => expect(said()).toEqual([explained]));
});

it('says nothing of what another page of this window has sent', async () => {
  const { socket, network } = await open();
  noteSentHere('f1', changed.draft);
  network.answer('GET /api/v1/flows/f1', { body: changed });
  socket?.tell({ topic: 'flows', flowId: 'f1' });
  expect(await screen.findByTestId('step-theirs', {}, slow)).toBeTruthy();
  await waitFor(() => expect(saveState()).toBe('saved'));
  expect(said()).toEqual([]);
});
