import type { RunView } from '@hookline/contract';
import { expect, it } from 'vitest';
import { aBranching, aDocument, anAction } from '../editor.given.js';
import { triggerId } from '../state/trigger-id.js';
import { wasReached } from './run-path.js';

const flow = aDocument([
  anAction('a'),
  aBranching('route', [anAction('left')], [anAction('right')]),
  anAction('last'),
]);

function aRun(state: RunView['state'], ran: readonly string[]): RunView {
  const at = '2026-01-02T03:04:05.000Z';
  const ids = ['a', 'route', 'left', 'right', 'last'];
  return {
    ...{ id: 'r', flowId: 'f', flowName: 'F', eventId: 'e', state, summary: '', createdAt: at },
    ...{ finishedAt: at, waitingFor: null, nextTryAt: null, error: null, replayOf: null },
    ...{
      replayedBy: null,
      isByHand: false,
      versionId: 'v',
      versionNumber: 1,
      trigger: {},
      isEventKept: true,
    },
    steps: ids.map((stepId) => ({
      ...{ stepId, type: 'action', app: null, action: null, name: stepId, attempts: [] },
      state: ran.includes(stepId) ? 'succeeded' : 'pending',
    })),
  };
}

const reached = (run: RunView, ids: string[]) => ids.filter((id) => wasReached(run, flow, id));
const all = [triggerId, 'a', 'route', 'lane:route_a', 'left', 'lane:route:otherwise', 'right'];

it('shows the lane that was taken, and not the other', () => {
  const run = aRun('succeeded', ['a', 'route', 'left', 'last']);
  expect(reached(run, [...all, 'merge:route', 'last', 'end:'])).toEqual([
    ...[triggerId, 'a', 'route', 'lane:route_a', 'left', 'merge:route', 'last', 'end:'],
  ]);
});

it('ends where the run stopped', () => {
  const run = aRun('needs_attention', ['a', 'route', 'right']);
  expect(reached(run, [...all, 'merge:route', 'last', 'end:'])).toEqual([
    ...[triggerId, 'a', 'route', 'lane:route:otherwise', 'right'],
  ]);
});
