import { z } from 'zod';
import { attentionView } from '../run/attention-view.js';
import { balanceView } from '../run/balance-view.js';
import { replayPlan, replayView, runSelection } from '../run/replay-view.js';
import { endpoint, idParam } from './endpoint.js';

export const getBalance = endpoint({
  id: 'getBalance',
  method: 'GET',
  path: '/balance',
  summary: 'Tells whether every accepted event has its one run; checked every minute',
  reply: balanceView,
});

export const getAttention = endpoint({
  id: 'getAttention',
  method: 'GET',
  path: '/attention',
  summary:
    'Groups the runs that wait for a person by their cause, the largest group first, and names flows that refuse requests and webhooks that stayed at other systems',
  reply: attentionView,
});

const isDry = z.boolean().default(false);

export const replayRuns = endpoint({
  id: 'replayRuns',
  method: 'POST',
  path: '/runs/replay',
  summary: 'Repeats many runs in the order of arrival; with `isDry` only tells what it would do',
  status: 202,
  body: z.strictObject({
    select: runSelection,
    from: z.enum(['start', 'failed']).default('failed'),
    version: z.enum(['pinned', 'published']).default('pinned'),
    isDry,
  }),
  reply: replayPlan,
  errors: ['selection_too_large'],
});

export const cancelRuns = endpoint({
  id: 'cancelRuns',
  method: 'POST',
  path: '/runs/cancel',
  summary: 'Ends many open runs; with `isDry` only tells what it would do',
  status: 202,
  body: z.strictObject({ select: runSelection, isDry }),
  reply: replayPlan,
  errors: ['selection_too_large'],
});

export const listReplays = endpoint({
  id: 'listReplays',
  method: 'GET',
  path: '/replays',
  summary: 'Lists the latest replays and cancellations of many runs, newest first',
  reply: z.object({ items: z.array(replayView) }),
});

export const getReplay = endpoint({
  id: 'getReplay',
  method: 'GET',
  path: '/replays/{id}',
  summary: 'Tells how far a replay of many runs is',
  params: idParam,
  reply: replayView,
  errors: ['replay_not_found'],
});

export const cancelReplay = endpoint({
  id: 'cancelReplay',
  method: 'POST',
  path: '/replays/{id}/cancel',
  summary: 'Stops a replay of many runs; what it began goes on',
  params: idParam,
  reply: replayView,
  errors: ['replay_not_found'],
});

export const runEvent = endpoint({
  id: 'runEvent',
  method: 'POST',
  path: '/events/{id}/run',
  summary:
    'Runs a stored event by hand on any flow, its published version or another, outside the accounting',
  status: 202,
  params: idParam,
  body: z.strictObject({
    flowId: z.string().max(100),
    version: z.enum(['published']).default('published'),
    /** A version of the flow that was published once; it stands before `version`. */
    versionId: z.string().max(100).optional(),
  }),
  reply: z.object({ runId: z.string() }),
  errors: ['event_not_found', 'flow_not_found', 'version_not_found', 'flow_state_conflict'],
});
