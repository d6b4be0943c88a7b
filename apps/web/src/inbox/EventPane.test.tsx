import { cleanup, fireEvent, screen } from '@testing-library/react';
import { sayReason, type EventView } from '@hookline/contract';
import { afterEach, expect, it, vi } from 'vitest';
import { aFlow, anEvent, anEventView, catalog, me } from '../given/answers.given.js';
import { aLiveServer, aNetwork } from '../given/network.given.js';
import { showAt } from '../given/show.given.js';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const slowMs = { timeout: 5_000 };

async function showEvent(change: Partial<EventView>, language: 'en' | 'ru' = 'en') {
  const { id, state, summary, reason, bodyKind, bodyBytes, method, sameIdAs } = anEventView(change);
  const row = anEvent({ id, state, summary, reason, bodyKind, bodyBytes, method, sameIdAs });
  aLiveServer();
  aNetwork({
    'GET /api/v1/me': { body: me },
    'GET /api/v1/catalog': { body: catalog },
    'GET /api/v1/connections': { body: { items: [] } },
    'GET /api/v1/flows': { body: { items: [], nextCursor: null } },
    'GET /api/v1/flows/f1': { body: aFlow() },
    'GET /api/v1/flows/f1/versions': { body: { items: [] } },
    'GET /api/v1/events': { body: { items: [row], nextCursor: null } },
    'GET /api/v1/events/e1': { body: anEventView(change) },
  });
  await showAt('/inbox?event=e1', language);
}
const tab = (name: string) => fireEvent.click(screen.getByRole('tab', { name }));

const unread: Partial<EventView> = {
  state: 'rejected',
  proof: 'refused',
  summary: '',
  payload: {},
  rawText: null,
  bodyKind: 'none',
  bodyBytes: 0,
};

it('says of a body that was too large how large it was to be, the limit, and that it was not read', async () => {
  const reason = sayReason('body_too_large', { most: 1_048_576 });
  await showEvent({ ...unread, reason, headers: [['Content-Length', '5242880']] });

  expect(await screen.findByText(/Turned away before its body was read/, {}, slowMs)).toBeTruthy();
  expect(screen.getByText(/^The body was to be 5,?[.\d]+\skB\.$/)).toBeTruthy();
  expect(screen.getAllByText(/larger than 1048576 bytes/).length).toBeGreaterThan(0);
  for (const name of ['Fields', 'As understood', 'Raw']) {
    tab(name);
    expect(screen.getByText(/was not read, so nothing of it is kept/)).toBeTruthy();
  }
  tab('Request');
  expect(screen.getAllByText(/body not read/).length).toBe(2);
  expect(screen.queryByText(/no body|did not pass the checks/)).toBeNull();
});

it('says the same of a method that is not taken, in the reader’s language, and guesses no size', async () => {
  const reason = sayReason('method', { method: 'GET' });
  await showEvent({ ...unread, method: 'GET', reason, headers: [] }, 'ru');

  expect(await screen.findByText(/Отклонён до того, как прочитали тело/, {}, slowMs)).toBeTruthy();
  expect(screen.queryByText(/Заявленный размер/)).toBeNull();
  expect(screen.queryByText(/без тела|не прошёл проверки/)).toBeNull();
});

it('shows no field without a name: a body that is one text has its own, and nothing is said to be nothing', async () => {
  const reason = sayReason('json_unreadable');
  const broken = { payload: '{"a":', rawText: '{"a":', bodyKind: 'bytes', bodyBytes: 5 } as const;
  await showEvent({ ...unread, ...broken, reason });
  expect(await screen.findByRole('rowheader', { name: 'the whole body' }, slowMs)).toBeTruthy();
  cleanup();

  await showEvent({ ...unread, state: 'accepted', reason: null });
  expect(await screen.findByText('This request carried no fields.', {}, slowMs)).toBeTruthy();
  expect(screen.queryByRole('rowheader')).toBeNull();
});

it('SIG-9: says that an earlier request had the same id and other content, and leads to it', async () => {
  await showEvent({ sameIdAs: 'e0' });

  expect(
    await screen.findByText(/has the same id and says something else/, {}, slowMs),
  ).toBeTruthy();
  const way = screen.getByRole('link', { name: 'Open the earlier one' });
  expect(way.getAttribute('href')).toContain('event=e0');
  expect(screen.getByText(/id seen before/)).toBeTruthy();
});

it('says nothing of ids where no other request had the same one', async () => {
  await showEvent({});

  expect(await screen.findByRole('tab', { name: 'Fields' }, slowMs)).toBeTruthy();
  expect(screen.queryByText(/same id|id seen before/)).toBeNull();
});
