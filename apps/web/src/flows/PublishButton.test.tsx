import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { FlowView } from '@hookline/contract';
import { defaultScheduler, notifyManager } from '@tanstack/react-query';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { flowQuery } from '../api/flows.js';
import { aFlow, catalog, me } from '../given/answers.given.js';
import { aLiveServer, aNetwork } from '../given/network.given.js';
import { showAt } from '../given/show.given.js';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const published = { versionId: 'v1', number: 1, publishedAt: '2026-11-01T10:00:00.000Z' };
const slow = { timeout: 5_000 };

/** A live flow without unpublished changes; what is saved becomes one, unless it is refused. */
const given = (refusal?: { status: number; body: object }) => {
  aLiveServer();
  let flow: Partial<FlowView> = { state: 'live', published, hasUnpublishedChanges: false };
  return aNetwork({
    'GET /api/v1/me': { body: me },
    'GET /api/v1/catalog': { body: catalog },
    'GET /api/v1/connections': { body: { items: [] } },
    'GET /api/v1/flows/f1': () => ({ body: aFlow(flow) }),
    'GET /api/v1/flows/f1/ledger': { body: { received: 0, held: 0, open: 0, balanced: true } },
    'GET /api/v1/flows/f1/mains': { body: { items: [] } },
    'GET /api/v1/flows/f1/versions': { body: { items: [], nextCursor: null } },
    'PUT /api/v1/flows/f1/draft': () => {
      if (refusal) return refusal;
      flow = { ...flow, hasUnpublishedChanges: true, draftRevision: 8 };
      return { body: aFlow(flow) };
    },
  });
};

/** A busy browser: nothing that came is shown until it is let. */
const holdDrawing = () => {
  const held: (() => void)[] = [];
  notifyManager.setScheduler((show) => held.push(show));
  return () => {
    notifyManager.setScheduler(defaultScheduler);
    held.forEach((show) => show());
  };
};

const nameField = () => screen.findByRole('textbox', { name: /^Name/ }, slow);
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const puts = (network: ReturnType<typeof given>) =>
  network.sent.filter(({ method }) => method === 'PUT').length;

describe('publishing from the settings', () => {
  it('waits for what is just being saved', async () => {
    const network = given();
    await showAt('/flows/f1/settings');
    fireEvent.change(await nameField(), { target: { value: 'Renamed' } });

    press('Save');
    press('Publish');

    expect(await screen.findByRole('dialog', {}, slow)).toBeTruthy();
    expect(screen.queryByText(/stand in the way/)).toBeNull();
    expect(puts(network)).toBe(1);
  });

  it('saves nothing twice when the page is drawn long after the answer', async () => {
    const network = given();
    const { queryClient } = await showAt('/flows/f1/settings');
    fireEvent.change(await nameField(), { target: { value: 'Renamed' } });
    const draw = holdDrawing();
    press('Save');
    const isSaved = () => queryClient.getQueryData(flowQuery('f1').queryKey)?.draftRevision === 8;
    await waitFor(() => expect(isSaved()).toBe(true));

    await waitFor(() => expect(queryClient.isMutating()).toBe(0));
    press('Publish');
    draw();

    expect(await screen.findByRole('dialog', {}, slow)).toBeTruthy();
    expect(puts(network)).toBe(1);
  });

  it('saves first what was typed and not saved', async () => {
    const network = given();
    await showAt('/flows/f1/settings');
    fireEvent.change(await nameField(), { target: { value: 'Renamed' } });

    press('Publish');

    expect(await screen.findByRole('dialog', {}, slow)).toBeTruthy();
    expect(puts(network)).toBe(1);
  });

  it('does not go on when that cannot be saved, and says so in the form', async () => {
    const body = { error: { code: 'conflict', message: 'x', requestId: 'req_1' } };
    const network = given({ status: 409, body });
    await showAt('/flows/f1/settings');
    fireEvent.change(await nameField(), { target: { value: 'Renamed' } });

    press('Publish');

    expect(await screen.findByRole('alert', {}, slow)).toBeTruthy();
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(puts(network)).toBe(1);
  });

  it('publishes the draft that was shown, and shows the new one when somebody saved another', async () => {
    const network = given();
    network.answer('POST /api/v1/flows/f1/publish', {
      status: 409,
      body: { error: { code: 'draft_moved_on', message: 'x', requestId: 'req_1' } },
    });
    await showAt('/flows/f1/settings');
    fireEvent.change(await nameField(), { target: { value: 'Renamed' } });
    press('Publish');
    const dialog = within(await screen.findByRole('dialog', {}, slow));
    fireEvent.click(await dialog.findByRole('button', { name: 'Publish' }));

    await waitFor(() => expect(network.sent.some(({ method }) => method === 'POST')).toBe(true));
    const asked = network.sent.findIndex(({ method }) => method === 'POST');
    expect(network.sent[asked]?.body).toEqual({ revision: 8 });
    const isReadAgain = () =>
      network.sent
        .slice(asked)
        .some(({ method, path }) => method === 'GET' && path.endsWith('/f1'));
    await waitFor(() => expect(isReadAgain()).toBe(true));
    expect(screen.getByRole('dialog')).toBeTruthy();
  });

  it('takes back its reason when there is none any more', async () => {
    given();
    const { queryClient } = await showAt('/flows/f1/settings');
    await nameField();
    press('Publish');
    expect(await screen.findByText(/has everything already/, {}, slow)).toBeTruthy();

    queryClient.setQueryData(
      flowQuery('f1').queryKey,
      aFlow({ published, hasUnpublishedChanges: true }),
    );

    await screen.findByText(/changes not published/);
    await waitFor(() => expect(screen.queryByText(/stand in the way/)).toBeNull());
  });
});
