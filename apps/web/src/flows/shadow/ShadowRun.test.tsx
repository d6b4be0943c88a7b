import type { FlowDocument, ShadowBatch } from '@hookline/contract';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { aFlow, catalog, me } from '../../given/answers.given.js';
import { aLiveServer, aNetwork, type Answer } from '../../given/network.given.js';
import { showAt } from '../../given/show.given.js';
import { mergeBatches } from './merge-batches.js';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const at = '2026-01-02T03:04:05.000Z';
const draft: FlowDocument = {
  schemaVersion: 1,
  name: 'Leads',
  trigger: { app: 'webhook', event: 'received', connectionId: null, settings: {} },
  steps: [
    {
      id: 'deal',
      name: 'Create a deal',
      type: 'action',
      app: 'crm',
      action: 'create',
      connectionId: null,
      input: {},
    },
  ],
};
const flow = aFlow({
  name: 'Leads',
  state: 'live',
  draft,
  draftRevision: 7,
  published: { versionId: 'v1', number: 1, publishedAt: at },
});
const version = { id: 'v1', number: 1, publishedAt: at, publishedBy: null, name: null };

const aBatch = (given: Partial<ShadowBatch> = {}): ShadowBatch => ({
  available: 70,
  comparedWith: 1,
  events: 50,
  verdicts: { same: 50, changed: 0, fails: 0, mended: 0 },
  counts: [],
  assumed: [],
  examples: [],
  nextCursor: null,
  ...given,
});

const second = aBatch({
  available: null,
  events: 20,
  verdicts: { same: 16, changed: 3, fails: 1, mended: 0 },
  counts: [{ stepId: 'deal', kind: 'changed', pointer: '/phone', events: 3 }],
  examples: [
    {
      eventId: 'e1',
      receivedAt: at,
      summary: 'Anna',
      runId: 'r1',
      verdict: 'changed',
      basis: 'record',
      endBefore: 'succeeded',
      endAfter: 'succeeded',
      error: null,
      changes: [
        {
          stepId: 'deal',
          item: '',
          kind: 'changed',
          error: null,
          fields: [{ pointer: '/phone', before: '8 916', after: '+7 916' }],
        },
      ],
    },
  ],
});

async function openTrial(answers: readonly (Answer | ShadowBatch)[]) {
  aLiveServer();
  const left = [...answers];
  const network = aNetwork({
    'GET /api/v1/me': { body: me },
    'GET /api/v1/catalog': { body: catalog },
    'GET /api/v1/flows/f1': { body: flow },
    'GET /api/v1/flows/f1/versions': { body: { items: [{ ...version, document: draft }] } },
    'POST /api/v1/flows/f1/shadow-run': () => {
      const next = left.shift() ?? {};
      return 'events' in next ? { body: next } : next;
    },
  });
  await showAt('/flows/f1/versions');
  fireEvent.click(await screen.findByRole('button', { name: 'Publish' }, { timeout: 5_000 }));
  fireEvent.click(
    await screen.findByRole('button', { name: 'Try the draft on past leads' }, { timeout: 5_000 }),
  );
  fireEvent.click(await screen.findByRole('button', { name: 'Try it' }, { timeout: 5_000 }));
  return network;
}

describe('a trial of the draft before it is published', () => {
  it('asks batch after batch, and says what is otherwise in words, by field and by lead', async () => {
    const network = await openTrial([aBatch({ nextCursor: 'c1' }), second]);

    expect(
      await screen.findByText('70 events: 66 the same, 3 changed, 1 would now fail'),
    ).toBeTruthy();
    expect(screen.getByText(/Create a deal: .* is different in 3 events/)).toBeTruthy();
    expect(screen.getByText('8 916').tagName).toBe('DEL');
    expect(screen.getByText('+7 916').tagName).toBe('INS');
    const asked = network.sent.filter(({ path }) => path.endsWith('/shadow-run'));
    expect(asked.map(({ body }) => body)).toEqual([
      { revision: 7, limit: 50, reads: 'records' },
      { revision: 7, limit: 50, reads: 'records', cursor: 'c1' },
    ]);
  });

  it('says that nothing has arrived yet instead of calling it all well', async () => {
    await openTrial([aBatch({ events: 0, available: 0, verdicts: aBatch().verdicts })]);
    expect(await screen.findByText(/Nothing has arrived yet/)).toBeTruthy();
  });

  it('keeps what is known when the server fails in the middle, and says why it ended', async () => {
    const error = { code: 'worker_unavailable', message: 'none answers', requestId: 'r' };
    await openTrial([aBatch({ nextCursor: 'c1' }), { status: 503, body: { error } }]);
    expect(await screen.findByRole('alert')).toBeTruthy();
    expect(screen.getByText('50 events: 50 the same')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
  });

  it('can be stopped', async () => {
    const network = await openTrial(
      Array.from({ length: 10_000 }, () => aBatch({ events: 0, nextCursor: 'on' })),
    );
    fireEvent.click(await screen.findByRole('button', { name: 'Stop' }));
    expect(await screen.findByText(/^Stopped after/)).toBeTruthy();
    const asked = network.sent.length;
    await waitFor(() => expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy());
    expect(network.sent.length - asked).toBeLessThanOrEqual(1);
  });
});

describe('batches of a trial', () => {
  it('add up, and examples stay few however many events there are', () => {
    const many = { ...second, examples: Array.from({ length: 40 }, () => second.examples[0]!) };
    const sum = [many, many, many].reduce(
      (known, batch) => mergeBatches(known, batch, 1_000),
      mergeBatches(null, aBatch(), 1_000),
    );
    expect(sum.events).toBe(110);
    expect(sum.total).toBe(70);
    expect(sum.verdicts).toEqual({ same: 98, changed: 9, fails: 3, mended: 0 });
    expect(sum.counts).toEqual([{ stepId: 'deal', kind: 'changed', pointer: '/phone', events: 9 }]);
    expect(sum.examples).toHaveLength(60);
  });
});
