import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { aRun, catalog, me } from '../given/answers.given.js';
import { aLiveServer, aNetwork } from '../given/network.given.js';
import { showAt } from '../given/show.given.js';
import { reportOfRun } from './report-of-run.js';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const given = (run = aRun()) => {
  aLiveServer();
  return aNetwork({
    'GET /api/v1/me': { body: me },
    'GET /api/v1/catalog': { body: catalog },
    'GET /api/v1/flows': { body: { items: [], nextCursor: null } },
    'GET /api/v1/runs/r1': { body: run },
    'POST /api/v1/runs/r1/replay': { status: 202, body: { runId: 'r2' } },
    'POST /api/v1/runs/r1/resolve': { body: { runId: 'r1' } },
    'GET /api/v1/runs/r2': { body: aRun({ id: 'r2', state: 'succeeded', error: null }) },
  });
};

describe('RunPage', () => {
  it('opens the failed step at its last try and marks the field at fault', async () => {
    given();
    const { container } = await showAt('/runs/r1');
    // The first page of all has its code to load.
    await screen.findByText('Create a deal', {}, { timeout: 5_000 });
    const step = container.querySelector('details[data-state="failed"]');
    expect(step?.hasAttribute('open')).toBe(true);
    expect(step?.textContent).toContain('The stage no longer exists.');
    expect(container.querySelector('[data-faulty="true"]')?.textContent).toContain('stage');
    fireEvent.click(screen.getByLabelText('Try 1'));
    expect(await screen.findByText('HTTP 503')).toBeTruthy();
  });

  it('says that a later step was not reached', async () => {
    given();
    await showAt('/runs/r1');
    expect(await screen.findByText('The run did not come here.')).toBeTruthy();
  });

  it('names a step that has no name of its own by what it does', async () => {
    const [crm, mail] = aRun().steps;
    const filter = { ...mail!, type: 'filter', app: null, action: null, name: 'filter' };
    given(aRun({ steps: [crm!, filter] }));
    await showAt('/runs/r1');
    expect(await screen.findByText('Filter')).toBeTruthy();
  });

  it('replays from the failed step and leads to the new run', async () => {
    const network = given();
    const { router } = await showAt('/runs/r1');
    fireEvent.click(await screen.findByRole('button', { name: 'Replay' }));
    const ways = await screen.findAllByText('From the failed step');
    fireEvent.click(ways[0] ?? document.body);
    await waitFor(() => expect(router.state.location.pathname).toBe('/runs/r2'));
    const replay = network.sent.find((sent) => sent.path.endsWith('/replay'));
    expect(replay?.body).toEqual({ from: 'failed', version: 'pinned' });
  });

  it('tells that what was received is no longer kept, and offers no repetition of it', async () => {
    given(aRun({ state: 'succeeded', error: null, trigger: null, isEventKept: false }));
    await showAt('/runs/r1');
    expect(await screen.findByText(/no longer kept/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Replay' })).toBeNull();
    expect(screen.queryByRole('link', { name: 'The request behind it' })).toBeNull();
  });

  it('asks a person only when the outcome is unknown', async () => {
    const [crm, mail] = aRun().steps;
    const steps = [{ ...crm!, state: 'unknown' as const }, mail!];
    const network = given(aRun({ steps }));
    await showAt('/runs/r1');
    fireEvent.click(await screen.findByRole('button', { name: 'It happened, go on' }));
    await waitFor(() =>
      expect(network.sent.some((sent) => sent.path.endsWith('/resolve'))).toBe(true),
    );
  });

  it('does not blame the other system for a pause that it has not asked for', async () => {
    const error = { code: 'not_now', message: 'Target busy', stepId: null, pointer: null };
    given(aRun({ state: 'waiting', waitingFor: 'throttled', error }));
    await showAt('/runs/r1');
    expect(await screen.findByText(/has no room for it just now/)).toBeTruthy();
    expect(screen.queryByText(/asked for a pause/)).toBeNull();
  });

  it('says when nobody works on it, whatever its state', async () => {
    given(aRun({ state: 'running', waitingFor: 'worker' }));
    await showAt('/runs/r1');
    expect(await screen.findByText(/waits for a free worker/)).toBeTruthy();
  });

  it('shows why it waits and when it goes on', async () => {
    given(aRun({ state: 'waiting', waitingFor: 'retry', nextTryAt: '2126-03-01T10:00:00.000Z' }));
    await showAt('/runs/r1');
    expect(await screen.findByText(/tried again by itself/)).toBeTruthy();
    expect(screen.getByText(/Next try: Mar 1, 2126/)).toBeTruthy();
  });
});

describe('reportOfRun', () => {
  it('tells states and errors but not what the lead wrote', () => {
    const report = reportOfRun(aRun());
    expect(report).toContain('The stage no longer exists.');
    expect(report).toContain('key-1');
    expect(report).not.toContain('Anna');
  });
});
