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
const searchedAt = '2026-03-01T10:00:00.000Z';
const page = (items: unknown[], more = {}) => ({ body: { items, nextCursor: null, ...more } });
const ledger = {
  received: 1,
  succeeded: 0,
  filtered: 0,
  failed: 0,
  cancelled: 0,
  duplicate: 0,
  rejected: 1,
  test: 0,
  held: 0,
  open: 0,
  balanced: true,
};

const given = (answers: Record<string, Answer | ((sent: Sent) => Answer)> = {}) => {
  const live = aLiveServer();
  const network = aNetwork({
    'GET /api/v1/me': { body: me },
    'GET /api/v1/catalog': { body: catalog },
    'GET /api/v1/connections': { body: { items: [] } },
    'GET /api/v1/flows': page([]),
    'GET /api/v1/flows/f1': { body: aFlow() },
    'GET /api/v1/flows/f1/ledger': { body: ledger },
    'GET /api/v1/flows/f1/versions': { body: { items: [] } },
    'GET /api/v1/events': page([anEvent()]),
    'GET /api/v1/events/e1': { body: anEventView() },
    ...answers,
  });
  return { ...network, live };
};

it('lists what comes while somebody looks, and why something was refused', async () => {
  const network = given();
  await showAt('/flows/f1/inbox');
  const list = await screen.findByRole('region', { name: 'Requests' }, slowMs);
  expect(await within(list).findByText('Anna')).toBeTruthy();

  const reason = 'the signature is another one';
  const refused = anEvent({ id: 'e2', state: 'rejected', summary: '', path: '/shop', reason });
  network.answer('GET /api/v1/events', page([refused, anEvent()]));
  network.live.open.forEach((socket) => socket.tell({ topic: 'events', flowId: 'f1' }));
  expect(await within(list).findByText(reason)).toBeTruthy();
  expect(within(list).getByText(/POST \/shop/)).toBeTruthy();
});

it('searches by what was carried, goes on by itself while nothing is found, and says how far', async () => {
  const answers = [
    { items: [], nextCursor: 'c1', searchedTo: '2026-02-01T10:00:00.000Z', searchedAt },
    {
      items: [anEvent({ summary: 'Olga' })],
      nextCursor: 'c2',
      searchedTo: '2026-01-01T10:00:00.000Z',
      searchedAt,
    },
    { items: [], nextCursor: null, searchedTo: null, searchedAt },
  ];
  const network = given({
    'GET /api/v1/events/search': ({ query }) => {
      if (query.has('from')) return { body: answers[2] };
      const at = ['c1', 'c2'].indexOf(query.get('cursor') ?? '') + 1;
      return { body: answers[at] };
    },
  });
  await showAt('/flows/f1/inbox');
  const field = await screen.findByRole('searchbox', { name: /Phone, e-mail/ }, slowMs);
  fireEvent.change(field, { target: { value: '+7 903 555-01-02' } });

  expect(await screen.findByText('Olga', {}, slowMs)).toBeTruthy();
  const asked = network.sent.filter(
    ({ path, query }) => path.endsWith('/search') && !query.has('from'),
  );
  expect(asked.map(({ query }) => query.get('text'))).toEqual(Array(2).fill('+7 903 555-01-02'));
  expect(asked[0]?.query.get('flowId')).toBe('f1');
  expect(screen.getByText(/Searched back to/)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Search further back' }));
  await waitFor(() => expect(screen.queryByText(/Searched back to/)).toBeNull());
});

it('looks for nothing where nothing that can be seen is typed, and says when it begins', async () => {
  const network = given();
  await showAt('/flows/f1/inbox?text=%E2%80%8B%E2%80%8B%20');
  const list = await screen.findByRole('region', { name: 'Requests' }, slowMs);

  expect(await within(list).findByText('Anna')).toBeTruthy();
  expect(screen.getByText('The search begins at two letters.')).toBeTruthy();
  expect(network.sent.some(({ path }) => path.endsWith('/search'))).toBe(false);
});

it('shows by itself what comes later and matches a search, and each request once', async () => {
  const old = anEvent({ id: 'e1', summary: 'Olga' });
  const told = (items: unknown[], at: string) => ({
    body: { items, nextCursor: null, searchedTo: null, searchedAt: at },
  });
  let fresh: unknown[] = [old];
  const network = given({
    'GET /api/v1/events/search': ({ query }) =>
      query.has('from') ? told(fresh, '2026-03-01T10:05:00.000Z') : told([old], searchedAt),
  });
  await showAt('/flows/f1/inbox?text=olga&state=held');
  const list = await screen.findByRole('region', { name: 'Requests' }, slowMs);
  expect(await within(list).findByText('Olga')).toBeTruthy();

  fresh = [anEvent({ id: 'e2', summary: 'Olga again' })];
  network.live.open.forEach((socket) => socket.tell({ topic: 'events', flowId: 'f1' }));
  expect(await within(list).findByText('Olga again', {}, slowMs)).toBeTruthy();
  fresh = [];
  network.live.open.forEach((socket) => socket.tell({ topic: 'events', flowId: 'f1' }));
  await waitFor(() => {
    const from = network.sent.map(({ query }) => query.get('from'));
    expect(from).toContain('2026-03-01T10:04:45.000Z');
  }, slowMs);

  expect(within(list).getAllByRole('listitem')).toHaveLength(2);
  const looks = network.sent.filter(({ query }) => query.has('from'));
  expect(looks[0]?.query.get('from')).toBe('2026-03-01T09:59:45.000Z');
  expect(new Set(looks.map(({ query }) => query.get('state')))).toEqual(new Set(['held']));
});

it('shows the proof, the query, the runs, and what can be done with a request', async () => {
  const run = { flowId: 'f1', createdAt: '2026-03-01T10:00:00.000Z' };
  const event = anEventView({
    state: 'accepted',
    proof: 'proved',
    query: 'utm=mail',
    headers: [['X-Token', '***']],
    rawText: 'Name=Anna',
    runs: [
      { ...run, id: 'r2', state: 'failed', isByHand: true },
      { ...run, id: 'r1', state: 'succeeded', isByHand: false },
    ],
  });
  const network = given({
    'GET /api/v1/events/e1': { body: event },
    'PUT /api/v1/flows/f1/sample': { body: aFlow({ sampleEventId: 'e1' }) },
  });
  await showAt('/flows/f1/inbox?event=e1');
  const runs = await screen.findByRole('list', { name: 'Runs of this request' }, slowMs);
  expect(
    within(runs)
      .getAllByRole('link')
      .map((link) => link.getAttribute('href')),
  ).toEqual(['/runs/r2', '/runs/r1']);
  const body = screen.getByRole('link', { name: 'Download the body' });
  expect(body.getAttribute('href')).toBe('/api/v1/events/e1/body');
  expect(screen.getByRole('link', { name: 'Download as JSON' })).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Copy as cURL' })).toBeTruthy();

  fireEvent.click(screen.getByRole('tab', { name: 'Request' }));
  expect(await screen.findByText('The sender proved who it is.')).toBeTruthy();
  expect(within(screen.getByRole('table', { name: 'Query' })).getByText('mail')).toBeTruthy();

  network.answer('GET /api/v1/flows/f1', { body: aFlow({ sampleEventId: 'e1' }) });
  fireEvent.click(screen.getByRole('button', { name: 'Use as sample' }));
  expect(await screen.findByRole('button', { name: 'Sample of the flow' })).toBeTruthy();
  const pinned = network.sent.find(({ method }) => method === 'PUT');
  expect(pinned?.body).toEqual({ eventId: 'e1' });
});

it('offers no sample of what was refused, and says why it was', async () => {
  const reason = 'the time of the signature is long past';
  const event = anEventView({ state: 'rejected', proof: 'refused', reason, bodyBytes: 0 });
  given({ 'GET /api/v1/events/e1': { body: event } });
  await showAt('/flows/f1/inbox?event=e1', 'ru');
  expect(await screen.findByText(reason, {}, slowMs)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Сделать образцом' })).toBeNull();
  expect(screen.queryByRole('link', { name: 'Скачать тело' })).toBeNull();
  expect(await screen.findByRole('button', { name: 'Скопировать как cURL' }, slowMs)).toBeTruthy();
});

it('gives each file of a request to be saved, with its name, place, type and size', async () => {
  const file = {
    field: 'cv',
    fileName: 'резюме.pdf',
    contentType: 'application/pdf',
    bytes: 2_048,
  };
  const attachments = [
    { ...file, index: 0 },
    { ...file, index: 1, field: 'photo', fileName: '', contentType: 'image/png' },
  ];
  given({ 'GET /api/v1/events/e1': { body: anEventView({ bodyKind: 'multipart', attachments }) } });
  await showAt('/flows/f1/inbox?event=e1');
  const files = await screen.findByRole('list', { name: 'Files' }, slowMs);
  const links = within(files).getAllByRole('link');
  expect(links.map((link) => link.textContent)).toEqual(['резюме.pdf', 'file without a name']);
  expect(links.map((link) => link.getAttribute('href'))).toEqual([
    '/api/v1/events/e1/files/0',
    '/api/v1/events/e1/files/1',
  ]);
  expect(links.every((link) => link.hasAttribute('download'))).toBe(true);
  expect(within(files).getByText(/^cv · application\/pdf · 2/)).toBeTruthy();
});

it('says in words why a request of a flow that was never published cannot run', async () => {
  const network = given({ 'GET /api/v1/events/e1': { body: anEventView({ state: 'held' }) } });
  await showAt('/flows/f1/inbox?event=e1');
  const run = await screen.findByRole('button', { name: 'Run it' }, slowMs);
  const why = await screen.findByText(/^This flow was never published/);
  await waitFor(() => expect(run.hasAttribute('disabled')).toBe(true));
  expect(run.getAttribute('aria-describedby')).toBe(why.id);
  expect(screen.getByRole('button', { name: 'Discard it' }).hasAttribute('disabled')).toBe(false);

  fireEvent.click(screen.getByRole('button', { name: 'Run by hand' }));
  const dialog = await screen.findByRole('dialog', {}, slowMs);
  expect(await within(dialog).findByText(/^This flow was never published/)).toBeTruthy();
  expect(within(dialog).getByRole('button', { name: 'Run by hand' }).hasAttribute('disabled')).toBe(
    true,
  );
  expect(network.sent.some(({ method }) => method === 'POST')).toBe(false);
});

it('leads from an event of a batch to the one that has the bytes of the request', async () => {
  const batch = { firstEventId: 'e0', events: 3 };
  const network = given({ 'GET /api/v1/events/e1': { body: anEventView({ batch }) } });
  await showAt('/flows/f1/inbox?event=e1');
  expect(await screen.findByText(/came in one request with 2 others/, {}, slowMs)).toBeTruthy();
  const first = screen.getByRole('link', { name: 'the first of them' });
  expect(first.getAttribute('href')).toContain('event=e0');

  const itself = anEventView({ id: 'e0', batch });
  network.answer('GET /api/v1/events/e0', { body: itself });
  fireEvent.click(first);
  expect(await screen.findByText(/the whole request, byte by byte/, {}, slowMs)).toBeTruthy();
  expect(screen.queryByRole('link', { name: 'the first of them' })).toBeNull();
});
