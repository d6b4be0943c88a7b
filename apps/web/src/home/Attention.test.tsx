import { cleanup, screen } from '@testing-library/react';
import type { LeftBehindHook, RefusingFlow } from '@hookline/contract';
import { afterEach, expect, it, vi } from 'vitest';
import { aLeftBehind, catalog, me } from '../given/answers.given.js';
import { aLiveServer, aNetwork } from '../given/network.given.js';
import { showAt } from '../given/show.given.js';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const flow: RefusingFlow = {
  flowId: 'f1',
  flowName: 'Leads from Tilda',
  code: 'too_quick',
  count: 512,
  lastAt: '2026-03-01T10:00:00.000Z',
  eventId: 'e1',
};

const left = aLeftBehind({ connectionName: null });

const ledger = {
  received: 512,
  succeeded: 0,
  filtered: 0,
  failed: 0,
  cancelled: 0,
  duplicate: 0,
  rejected: 512,
  test: 0,
  held: 0,
  open: 0,
  balanced: true,
};
const summary = {
  id: 'f1',
  name: 'Leads from Tilda',
  state: 'live',
  apps: ['tilda'],
  hasUnpublishedChanges: false,
  lastEventAt: flow.lastAt,
  ledger,
  needsAttention: 0,
  updatedAt: flow.lastAt,
};

function given(refusing: RefusingFlow[], leftBehind: LeftBehindHook[] = []): void {
  aLiveServer();
  aNetwork({
    'GET /api/v1/me': { body: me },
    'GET /api/v1/catalog': { body: catalog },
    'GET /api/v1/flows': { body: { items: [summary], nextCursor: null } },
    'GET /api/v1/ledger': { body: ledger },
    'GET /api/v1/balance': { body: { checkedAt: flow.lastAt, faults: [] } },
    'GET /api/v1/replays': { body: { items: [] } },
    'GET /api/v1/connections': { body: { items: [], nextCursor: null } },
    'GET /api/v1/attention': { body: { total: 0, items: [], refusing, leftBehind } },
  });
}
const slowMs = { timeout: 5_000 };

it('never says that all is well while requests are refused, and says what to do', async () => {
  given([flow, { ...flow, flowId: 'f2', flowName: 'Calls', code: 'too_much_waiting' }]);
  await showAt('/');

  const told = /Leads from Tilda: requests come faster.*At least 512 were/;
  expect(await screen.findByText(told, {}, slowMs)).toBeTruthy();
  expect(screen.getByText(/Calls: so much waits/)).toBeTruthy();
  expect(screen.queryByText(/All is well/)).toBeNull();
  const hrefOf = (name: string) => screen.getByRole('link', { name }).getAttribute('href');
  expect(hrefOf('Look at its limit')).toBe('/flows/f1/settings');
  expect(hrefOf('See its runs')).toMatch('/flows/f2/runs');
  expect(screen.getAllByRole('link', { name: 'Show the requests' })).toHaveLength(2);
});

it('says that all is well when nothing waits and nothing is refused', async () => {
  given([]);
  await showAt('/', 'ru');

  expect(await screen.findByText(/Всё хорошо/, {}, slowMs)).toBeTruthy();
});

it('does not say that all is well while a webhook stayed at another system', async () => {
  given([], [left, { ...left, id: 'l2' }]);
  await showAt('/');

  expect(
    await screen.findByText(/2 old webhooks stayed at other systems/, {}, slowMs),
  ).toBeTruthy();
  expect(screen.getByRole('link', { name: 'See what to do' }).getAttribute('href')).toBe(
    '/attention',
  );
  expect(screen.queryByText(/All is well/)).toBeNull();
});
