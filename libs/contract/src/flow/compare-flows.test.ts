import { describe, expect, it } from 'vitest';
import { applyOperation, type FlowOperation } from './operations/index.js';
import { aBranching, aFlow, anAction } from './operations/document.given.js';
import { compareFlows } from './compare-flows.js';

const flow = aFlow({
  steps: [
    anAction('a', { input: { to: 'x', body: { n: 1, deep: { k: 'v' } } } }),
    anAction('b'),
    aBranching('route', [anAction('inner')]),
    anAction('c'),
  ],
});
const after = (operation: FlowOperation) => compareFlows(flow, applyOperation(flow, operation));
const inShort = (operation: FlowOperation) =>
  after(operation).map((change) => [change.kind, 'step' in change ? change.step.id : null]);

describe('what a document has otherwise', () => {
  it('is nothing for the same document, whatever the order of its members', () => {
    const [first, ...rest] = flow.steps;
    const turned = { ...first, ...{ input: { body: { deep: { k: 'v' }, n: 1 }, to: 'x' } } };
    expect(compareFlows(flow, { ...flow, steps: [turned, ...rest] } as typeof flow)).toEqual([]);
  });

  it('tells how the flow receives and runs otherwise', () => {
    const answer = { kind: 'redirect', url: 'https://a.example/', testDelayMs: 0 } as const;
    expect(compareFlows(flow, { ...flow, answer, masks: ['pin'] })).toEqual([
      {
        kind: 'settings',
        values: [
          { pointer: '/answer', before: undefined, after: [answer] },
          { pointer: '/masks', before: undefined, after: ['pin'] },
        ],
      },
    ]);
  });

  it('names steps that are new, gone and moved, and only those', () => {
    expect(inShort({ type: 'remove_step', id: 'b' })).toEqual([['removed', 'b']]);
    const at = { in: 'root', index: 1 } as const;
    expect(inShort({ type: 'add_step', step: anAction('new'), at })).toEqual([['added', 'new']]);
    const to = { in: 'root', index: 0 } as const;
    expect(inShort({ type: 'move_step', id: 'c', to })).toEqual([['moved', 'c']]);
    expect(inShort({ type: 'move_step', id: 'inner', to })).toEqual([['moved', 'inner']]);
  });

  it('tells each value of a step by its place, as it was and as it is', () => {
    const input = { to: 'y', body: { n: 1, deep: { k: 'w' } }, cc: 'z' };
    expect(after({ type: 'update_step', id: 'a', patch: { input, name: 'Mine' } })).toMatchObject([
      {
        kind: 'changed',
        values: [
          { pointer: '/input/to', before: 'x', after: 'y' },
          { pointer: '/input/body/deep/k', before: 'v', after: 'w' },
          { pointer: '/input/cc', before: undefined, after: 'z' },
          { pointer: '/name', before: undefined, after: 'Mine' },
        ],
      },
    ]);
  });

  it('takes a branch by its id, and says nothing of the branching when a step inside changes', () => {
    const when = { left: 'a', op: 'is_empty' } as const;
    const where = { stepId: 'route', branchId: 'route_yes' };
    expect(after({ type: 'update_branch', ...where, patch: { when } })).toMatchObject([
      { kind: 'changed', values: [{ pointer: '/branches/route_yes/when' }] },
    ]);
    expect(after({ type: 'update_step', id: 'inner', patch: { name: 'X' } })).toMatchObject([
      { kind: 'changed', after: { id: 'inner' } },
    ]);
  });

  it('sees the name and the source', () => {
    expect(after({ type: 'rename_flow', name: 'New' })).toMatchObject([{ kind: 'renamed' }]);
    const trigger = { ...flow.trigger, app: 'webhook', event: 'received' };
    expect(after({ type: 'set_trigger', trigger })).toMatchObject([{ kind: 'source' }]);
  });
});
