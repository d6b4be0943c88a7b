import { describe, expect, it } from 'vitest';
import { applyOperation } from './apply-operation.js';
import { aBranching, aFlow, anAction } from './document.given.js';
import { flowOperation, type FlowOperation } from './flow-operation.js';
import { freshStepId } from './fresh-step-id.js';
import { OperationRefused } from './operation-refused.js';
import { walkSteps } from '../walk-steps.js';
import type { FlowDocument } from '../document.js';

const idsOf = (document: FlowDocument) => walkSteps(document).map(({ step }) => step.id);

function refusal(document: FlowDocument, operation: FlowOperation): string {
  try {
    applyOperation(document, operation);
  } catch (error) {
    if (error instanceof OperationRefused) return error.code;
    throw error;
  }
  return 'done';
}

describe('moving a step', () => {
  const flow = aFlow({ steps: [anAction('a'), anAction('b'), anAction('c')] });

  it('lands in the gap that the document showed before the move', () => {
    const down = applyOperation(flow, { type: 'move_step', id: 'a', to: { in: 'root', index: 2 } });
    const up = applyOperation(flow, { type: 'move_step', id: 'c', to: { in: 'root', index: 0 } });
    expect(idsOf(down)).toEqual(['b', 'a', 'c']);
    expect(idsOf(up)).toEqual(['c', 'a', 'b']);
  });

  it('goes into a branch and out of it', () => {
    const branched = aFlow({ steps: [anAction('a'), aBranching('route')] });
    const inside = applyOperation(branched, {
      type: 'move_step',
      id: 'a',
      to: { in: 'branch', stepId: 'route', branchId: 'route_yes', index: 0 },
    });
    expect(walkSteps(inside)[1]?.pointer).toBe('/steps/0/branches/0/steps/0');
    const out = applyOperation(inside, {
      type: 'move_step',
      id: 'a',
      to: { in: 'root', index: 1 },
    });
    expect(idsOf(out)).toEqual(['route', 'a']);
  });

  it('refuses to put a step into itself', () => {
    const branched = aFlow({ steps: [aBranching('route', [aBranching('inner')])] });
    const to = { in: 'otherwise', stepId: 'inner', index: 0 } as const;
    expect(refusal(branched, { type: 'move_step', id: 'route', to })).toBe('into_itself');
  });
});

describe('adding a step', () => {
  it('refuses an id that is taken, also one of a branch', () => {
    const flow = aFlow({ steps: [aBranching('route')] });
    const at = { in: 'root', index: 0 } as const;
    expect(refusal(flow, { type: 'add_step', step: anAction('route_yes'), at })).toBe('id_taken');
  });

  it('refuses a place that is not there', () => {
    const step = anAction('a');
    const nowhere = { in: 'otherwise', stepId: 'gone', index: 0 } as const;
    expect(refusal(aFlow(), { type: 'add_step', step, at: { in: 'root', index: 1 } })).toBe(
      'unknown_place',
    );
    expect(refusal(aFlow(), { type: 'add_step', step, at: nowhere })).toBe('unknown_step');
  });

  it('refuses what would make the document invalid', () => {
    const at = { in: 'root', index: 0 } as const;
    const step = { id: 'pause', type: 'delay' } as const;
    expect(refusal(aFlow(), { type: 'add_step', step, at })).toBe('invalid_document');
  });
});

describe('updating a step', () => {
  it('changes the named fields and takes away those set to null', () => {
    const flow = aFlow({ steps: [anAction('a', { name: 'Old', input: { url: 'x' } })] });
    const patch = { name: null, input: { url: 'y' }, timeoutSecs: 5 };
    const next = applyOperation(flow, { type: 'update_step', id: 'a', patch });
    expect(next.steps[0]).toEqual(anAction('a', { input: { url: 'y' }, timeoutSecs: 5 }));
  });

  it('switches a delay from a duration to a moment in one go', () => {
    const flow = aFlow({ steps: [{ id: 'pause', type: 'delay', for: { minutes: 5 } }] });
    const patch = { for: null, until: '{{trigger.at}}' };
    const next = applyOperation(flow, { type: 'update_step', id: 'pause', patch });
    expect(next.steps[0]).toEqual({ id: 'pause', type: 'delay', until: '{{trigger.at}}' });
  });

  it('refuses a field that the kind of step does not have', () => {
    const flow = aFlow({ steps: [anAction('a')] });
    const patch = { when: { all: [] } };
    expect(refusal(flow, { type: 'update_step', id: 'a', patch })).toBe('wrong_step_type');
  });

  it('keeps the identity of everything that it did not touch', () => {
    const flow = aFlow({ steps: [anAction('a'), aBranching('route', [anAction('b')])] });
    const next = applyOperation(flow, { type: 'update_step', id: 'b', patch: { name: 'B' } });
    expect(next.steps[0]).toBe(flow.steps[0]);
    expect(next.trigger).toBe(flow.trigger);
  });
});

describe('duplicating a step', () => {
  it('gives fresh ids and lets references inside the copy follow them', () => {
    const inner = [
      anAction('find'),
      anAction('tell', { input: { text: '{{steps.find.id}} {{steps.lead.id}} steps.find' } }),
    ];
    const flow = aFlow({ steps: [anAction('lead'), aBranching('route', inner)] });
    const next = applyOperation(flow, { type: 'duplicate_step', id: 'route' });
    const copy = next.steps[2];
    expect(copy).toMatchObject({
      id: 'route_2',
      branches: [
        {
          id: 'route_yes_2',
          steps: [
            { id: 'find_2' },
            { id: 'tell_2', input: { text: '{{steps.find_2.id}} {{steps.lead.id}} steps.find' } },
          ],
        },
      ],
    });
  });

  it('leaves quoted text, bracketed keys and other paths alone', () => {
    const text =
      '{{default trigger.steps.a "steps.a"}} {{default trigger.b "\\" steps.a \\""}} {{trigger.[steps.a]}} {{upper steps.[a].x}} {{steps.ab}}';
    const flow = aFlow({ steps: [anAction('a', { input: { text } })] });
    const copy = applyOperation(flow, { type: 'duplicate_step', id: 'a' }).steps[1];
    expect(copy).toMatchObject({
      input: { text: text.replace('upper steps.[a].x', 'upper steps.[a_2].x') },
    });
  });
});

describe('branches', () => {
  const flow = aFlow({ steps: [aBranching('route')] });
  const vip = { id: 'vip', label: 'VIP', when: { all: [] }, steps: [] };

  it('are added, changed, reordered and removed', () => {
    const added = applyOperation(flow, {
      type: 'add_branch',
      stepId: 'route',
      branch: vip,
      index: 1,
    });
    const moved = applyOperation(added, {
      type: 'move_branch',
      stepId: 'route',
      branchId: 'vip',
      index: 0,
    });
    const named = applyOperation(moved, {
      type: 'update_branch',
      stepId: 'route',
      branchId: 'vip',
      patch: { label: 'Big' },
    });
    expect(named.steps[0]).toMatchObject({ branches: [{ label: 'Big' }, { id: 'route_yes' }] });
    const removed = applyOperation(named, {
      type: 'remove_branch',
      stepId: 'route',
      branchId: 'vip',
    });
    expect(removed).toEqual(flow);
  });

  it('cannot lose the last one, and must exist', () => {
    const remove = (branchId: string) =>
      refusal(flow, { type: 'remove_branch', stepId: 'route', branchId });
    expect(remove('route_yes')).toBe('last_branch');
    expect(remove('gone')).toBe('unknown_branch');
    expect(
      refusal(aFlow({ steps: [anAction('a')] }), {
        type: 'move_branch',
        stepId: 'a',
        branchId: 'x',
        index: 0,
      }),
    ).toBe('not_a_branch');
  });
});

describe('fresh ids', () => {
  it('are readable identifiers that nobody has', () => {
    const flow = aFlow({ steps: [anAction('lead'), anAction('lead_2')] });
    expect(freshStepId(flow, 'lead')).toBe('lead_3');
    expect(freshStepId(flow, 'Send Message')).toBe('send_message');
    expect(freshStepId(flow, '42')).toBe('step');
    expect(freshStepId(flow, 'Заявка')).toBe('step');
    expect(freshStepId(flow, 'x'.repeat(90))).toHaveLength(40);
  });
});

describe('the schema of operations', () => {
  it('is closed: an unknown type or key is refused', () => {
    expect(flowOperation.safeParse({ type: 'drop_flow' }).success).toBe(false);
    expect(flowOperation.safeParse({ type: 'remove_step', id: 'a', force: true }).success).toBe(
      false,
    );
    expect(flowOperation.safeParse({ type: 'duplicate_step', id: 'a' }).success).toBe(true);
  });
});

describe('several steps at once', () => {
  const flow = aFlow({
    steps: [
      anAction('a'),
      anAction('b'),
      { ...aBranching('route'), otherwise: [anAction('inner')] },
      anAction('c'),
    ],
  });
  const idsOf = (document: typeof flow) => document.steps.map(({ id }) => id);

  it('move together, in their order, to where the gap was', () => {
    const to = { in: 'root', index: 4 } as const;
    expect(idsOf(applyOperation(flow, { type: 'move_steps', ids: ['b', 'a'], to }))).toEqual([
      'route',
      'c',
      'a',
      'b',
    ]);
    const into = { in: 'otherwise', stepId: 'route', index: 1 } as const;
    const moved = applyOperation(flow, { type: 'move_steps', ids: ['a', 'c'], to: into });
    expect(moved.steps[1]).toMatchObject({
      otherwise: [{ id: 'inner' }, { id: 'a' }, { id: 'c' }],
    });
  });

  it('are removed with what is inside of them, even when that was chosen as well', () => {
    const ids = ['inner', 'route', 'a'];
    expect(idsOf(applyOperation(flow, { type: 'remove_steps', ids }))).toEqual(['b', 'c']);
  });

  it('cannot go into themselves, nor be steps that are not there', () => {
    const to = { in: 'otherwise', stepId: 'route', index: 0 } as const;
    const into: FlowOperation = { type: 'move_steps', ids: ['a', 'route'], to };
    expect(() => applyOperation(flow, into)).toThrow('into itself');
    expect(() => applyOperation(flow, { type: 'remove_steps', ids: ['gone'] })).toThrow('gone');
  });
});
