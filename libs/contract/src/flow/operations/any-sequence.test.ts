import fc from 'fast-check';
import { expect, it } from 'vitest';
import { applyOperation } from './apply-operation.js';
import { aBranching, aFlow, anAction } from './document.given.js';
import type { FlowOperation } from './flow-operation.js';
import { freshStepId, takenIds } from './fresh-step-id.js';
import { listAt } from './locate-step.js';
import { OperationRefused } from './operation-refused.js';
import type { Place } from './place.js';
import { checkFlow } from '../check-flow.js';
import type { FlowDocument } from '../document.js';
import type { BranchStep, Step } from '../step.js';
import { walkSteps } from '../walk-steps.js';

/** What a person might do next, as numbers that are read against the document of that moment. */
const intent = fc.record({ kind: fc.nat(14), a: fc.nat(), b: fc.nat(), c: fc.nat() });
type Intent = { kind: number; a: number; b: number; c: number };

const pick = <T>(list: readonly T[], n: number): T | undefined =>
  list[n % Math.max(list.length, 1)];

function placesOf(document: FlowDocument): Place[] {
  const lists: Place[] = [{ in: 'root', index: 0 }];
  for (const { step } of walkSteps(document)) {
    if (step.type === 'loop') lists.push({ in: 'loop', stepId: step.id, index: 0 });
    if (step.type !== 'branch') continue;
    lists.push({ in: 'otherwise', stepId: step.id, index: 0 });
    for (const branch of step.branches) {
      lists.push({ in: 'branch', stepId: step.id, branchId: branch.id, index: 0 });
    }
  }
  return lists.flatMap((at) =>
    Array.from({ length: (listAt(document, at)?.length ?? 0) + 1 }, (_, index) => ({
      ...at,
      index,
    })),
  );
}

function newStep(document: FlowDocument, n: number): Step {
  const id = freshStepId(document, pick(['lead', 'mail', 'route'], n) ?? 'step');
  const kinds: Step[] = [
    anAction(id, { input: { text: '{{steps.lead.id}}' } }),
    { id, type: 'filter', when: { left: '{{steps.lead.id}}', op: 'exists' } },
    { id, type: 'delay', for: { minutes: 1 } },
    { id, type: 'loop', items: '{{steps.lead.rows}}', steps: [] },
    {
      ...aBranching(id),
      branches: [{ id: freshStepId(document, `${id}_yes`), when: { all: [] }, steps: [] }],
    },
  ];
  return pick(kinds, n) ?? anAction(id);
}

function toOperation(document: FlowDocument, { kind, a, b, c }: Intent): FlowOperation | undefined {
  const steps = walkSteps(document).map(({ step }) => step);
  const one = pick(steps, a);
  const at = pick(placesOf(document), b);
  const routes = steps.filter((step): step is BranchStep => step.type === 'branch');
  const route = pick(routes, a);
  const branch = route && pick(route.branches, b);
  if (!at) return undefined;
  if (kind === 0) return { type: 'rename_flow', name: `Flow ${a}` };
  if (kind === 1) return { type: 'update_trigger_settings', settings: { a } };
  if (kind === 2) return { type: 'set_trigger', trigger: { ...document.trigger, app: 'webhook' } };
  if (kind === 3 || kind === 4) return { type: 'add_step', step: newStep(document, c), at };
  if (one && kind === 5) return { type: 'update_step', id: one.id, patch: { name: `Name ${c}` } };
  if (one && kind === 6) return { type: 'remove_step', id: one.id };
  if (one && kind === 7) return { type: 'move_step', id: one.id, to: at };
  if (one && kind === 8 && takenIds(document).size < 60)
    return { type: 'duplicate_step', id: one.id };
  const some = [one, pick(steps, b), pick(steps, c)].flatMap((step) => (step ? [step.id] : []));
  if (one && kind === 12) return { type: 'remove_steps', ids: some };
  if (one && kind === 13) return { type: 'move_steps', ids: some, to: at };
  if (kind === 14) {
    const first = newStep(document, c);
    const id = freshStepId({ steps: [...document.steps, first] }, 'pasted');
    return { type: 'add_steps', steps: [first, anAction(id)], at };
  }
  if (!route || !branch) return undefined;
  const where = { stepId: route.id, branchId: branch.id };
  if (kind === 9) {
    const id = freshStepId(document, 'vip');
    const added = { id, when: { all: [] }, steps: [] };
    return {
      type: 'add_branch',
      stepId: route.id,
      branch: added,
      index: c % (route.branches.length + 1),
    };
  }
  if (kind === 10) return { type: 'move_branch', ...where, index: c % route.branches.length };
  return c % 2 === 0
    ? { type: 'remove_branch', ...where }
    : { type: 'update_branch', ...where, patch: { label: `L${c}` } };
}

function deepFreeze<T>(value: T): T {
  if (value !== null && typeof value === 'object' && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

it('keeps the document valid, never changes its input, and is undone exactly by going back', () => {
  fc.assert(
    fc.property(fc.array(intent, { minLength: 1, maxLength: 25 }), (intents) => {
      const each: Step = { id: 'each', type: 'loop', items: '', steps: [anAction('inner')] };
      const start = deepFreeze(aFlow({ steps: [anAction('lead'), aBranching('route', [each])] }));
      const history: { document: FlowDocument; text: string }[] = [];
      let document = start;
      for (const one of intents) {
        const operation = toOperation(document, one);
        if (!operation) continue;
        history.push({ document, text: JSON.stringify(document) });
        try {
          document = deepFreeze(applyOperation(document, deepFreeze(operation)));
        } catch (error) {
          if (!(error instanceof OperationRefused)) throw error;
          expect(['into_itself', 'last_branch']).toContain(error.code);
        }
        expect(checkFlow(document).ok).toBe(true);
      }
      for (const before of history.reverse()) {
        expect(JSON.stringify(before.document)).toBe(before.text);
      }
    }),
    { numRuns: 150 },
  );
});
