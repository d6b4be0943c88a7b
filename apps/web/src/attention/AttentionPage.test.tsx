import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { aLeftBehind, catalog, me } from '../given/answers.given.js';
import { aLiveServer, aNetwork, type Answer, type Sent } from '../given/network.given.js';
import { showAt } from '../given/show.given.js';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const at = '2026-03-01T10:00:00.000Z';
const group = {
  cause: 'c1',
  flowId: 'f1',
  flowName: 'Leads from Tilda',
  step: { stepId: 'crm', type: 'action', app: 'http', action: 'request', name: 'Create a deal' },
  code: 'rejected',
  message: 'The stage no longer exists.',
  count: 12,
  oldestAt: at,
  newestAt: at,
  sample: { runId: 'r1', summary: 'Anna' },
};
const running = {
  id: 'p1',
  kind: 'replay',
  state: 'running',
  total: 9,
  done: 4,
  skipped: 0,
  failed: 0,
  askedBy: 'Anna',
  createdAt: at,
  finishedAt: null,
};
const slowMs = { timeout: 5_000 };

const given = (answers: Record<string, Answer | ((sent: Sent) => Answer)> = {}) => {
  aLiveServer();
  return aNetwork({
    'GET /api/v1/me': { body: me },
    'GET /api/v1/catalog': { body: catalog },
    'GET /api/v1/flows': { body: { items: [], nextCursor: null } },
    'GET /api/v1/attention': { body: { total: 12, items: [group], refusing: [], leftBehind: [] } },
    'GET /api/v1/replays': { body: { items: [] } },
    ...answers,
  });
};

it('says what happened to how many, and replays them after telling what it cannot take', async () => {
  const network = given({
    'POST /api/v1/runs/replay': {
      status: 202,
      body: {
        ready: 9,
        refused: [{ reason: 'connection_deleted', count: 3, sampleRunId: 'r3' }],
        replay: null,
      },
    },
  });
  await showAt('/attention');
  expect(await screen.findByText('The stage no longer exists.', {}, slowMs)).toBeTruthy();
  expect(screen.getByText('Stopped at “Create a deal”')).toBeTruthy();

  fireEvent.click(screen.getByRole('button', { name: 'Replay 12 runs' }));
  expect(await screen.findByText(/3 runs need a connection that was deleted/)).toBeTruthy();
  network.answer('GET /api/v1/replays', { body: { items: [running] } });
  fireEvent.click(screen.getByRole('button', { name: 'Replay 9 runs' }));

  expect(await screen.findByText('Replaying runs: 4 of 9')).toBeTruthy();
  const asked = network.sent.filter(({ path }) => path.endsWith('/runs/replay'));
  const select = { filter: { cause: 'c1', flowId: 'f1', status: ['needs_attention'] } };
  const way = { select, from: 'failed', version: 'pinned' };
  expect(asked.map(({ body }) => body)).toEqual([
    { ...way, isDry: true },
    { ...way, isDry: false },
  ]);
});

it('stops a replay that is under way', async () => {
  const network = given({
    'GET /api/v1/replays': { body: { items: [running] } },
    'POST /api/v1/replays/p1/cancel': {
      body: { ...running, state: 'cancelled', finishedAt: new Date().toISOString() },
    },
  });
  await showAt('/attention');
  fireEvent.click(await screen.findByRole('button', { name: 'Stop' }, slowMs));
  await waitFor(() =>
    expect(network.sent.some(({ path }) => path.endsWith('/replays/p1/cancel'))).toBe(true),
  );
});

it('offers no replay where a person must first say what happened', async () => {
  const asked = { ...group, code: 'outcome_unknown' };
  given({
    'GET /api/v1/attention': { body: { total: 12, items: [asked], refusing: [], leftBehind: [] } },
  });
  await showAt('/attention');
  expect(await screen.findByText(/Nobody knows whether/, {}, slowMs)).toBeTruthy();
  expect(screen.queryByRole('button', { name: /Replay/ })).toBeNull();
});

it('is calm when nothing waits', async () => {
  given({
    'GET /api/v1/attention': { body: { total: 0, items: [], refusing: [], leftBehind: [] } },
  });
  await showAt('/attention');
  expect(await screen.findByText('Nothing needs you', {}, slowMs)).toBeTruthy();
});

const left = aLeftBehind();
const attentionOf = (leftBehind: object[]) => ({
  'GET /api/v1/attention': { body: { total: 0, items: [], refusing: [], leftBehind } },
});

it('names a webhook of a deleted flow that only a person can remove, and how, until it is removed', async () => {
  const network = given({
    ...attentionOf([left]),
    'DELETE /api/v1/attention/left-behind/l1': { status: 204 },
  });
  await showAt('/attention');
  const heading = { name: 'An old webhook stayed at gitlab (grp/a); we could not take it away.' };
  expect(await screen.findByRole('heading', heading, slowMs)).toBeTruthy();
  expect(screen.getByText(/delete the one with this address/)).toBeTruthy();
  expect(screen.getByText('https://hooks.example/hooks/abc')).toBeTruthy();
  expect(
    screen.getByText(/deleted flow “Old flow”. What it still sends starts nothing/),
  ).toBeTruthy();
  expect(screen.getByText('It was made with the connection “Our GitLab”.')).toBeTruthy();
  expect(screen.queryByRole('link', { name: 'Old flow' })).toBeNull();

  network.answer('GET /api/v1/attention', attentionOf([])['GET /api/v1/attention']);
  fireEvent.click(screen.getByRole('button', { name: 'I deleted it there' }));

  expect(await screen.findByText('Nothing needs you')).toBeTruthy();
  expect(network.sent.some(({ method }) => method === 'DELETE')).toBe(true);
});

it('leads to the flow of a webhook that stayed, where there is one, and warns that it may start it', async () => {
  given(attentionOf([{ ...left, isFlowDeleted: false, place: '', connectionName: null }]));
  await showAt('/attention', 'ru');

  const link = await screen.findByRole('link', { name: 'Old flow' }, slowMs);
  expect(link.getAttribute('href')).toBe('/flows/f9');
  expect(screen.getByText(/Старый вебхук остался здесь: gitlab\. Убрать/)).toBeTruthy();
  expect(screen.getByText(/его события могут запускать эту связку/)).toBeTruthy();
  expect(screen.queryByText(/через подключение/)).toBeNull();
});
