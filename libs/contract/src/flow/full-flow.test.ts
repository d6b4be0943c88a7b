import { describe, expect, it } from 'vitest';
import { checkFlow } from './check-flow.js';
import { aBranching, aFlow, anAction } from './operations/document.given.js';
import { applyOperation } from './operations/apply-operation.js';
import { OperationRefused } from './operations/operation-refused.js';

const many = (count: number, name = 's') =>
  Array.from({ length: count }, (_, at) => anAction(`${name}${at}`));
const faultsOf = (steps: unknown) => {
  const checked = checkFlow({ ...aFlow(), steps });
  return checked.ok ? [] : checked.problems.map(({ pointer, code }) => [pointer, code]);
};

describe('a flow that is full', () => {
  it('takes 200 steps in a row, and says by its own code where one is too many', () => {
    expect(faultsOf(many(200))).toEqual([]);
    expect(faultsOf(many(201))).toEqual([['/steps', 'list_full']]);
    expect(faultsOf([aBranching('route', many(201))])).toEqual([
      ['/steps/0/branches/0/steps', 'list_full'],
    ]);
    expect(faultsOf([aBranching('route', [], many(201))])).toEqual([
      ['/steps/0/otherwise', 'list_full'],
    ]);
    expect(faultsOf([{ id: 'each', type: 'loop', items: '', steps: many(201) }])).toEqual([
      ['/steps/0/steps', 'list_full'],
    ]);
  });

  it('takes 500 steps in all', () => {
    const lanes = (last: number) => [
      aBranching('one', many(200, 'a'), many(200, 'b')),
      ...many(last, 'c'),
    ];
    expect(faultsOf(lanes(99))).toEqual([]);
    expect(faultsOf(lanes(100))).toEqual([['/steps', 'too_many_steps']]);
  });

  it('takes 50 branches at one step', () => {
    const branches = Array.from({ length: 51 }, (_, at) => ({
      ...{ id: `b${at}`, when: { all: [] }, steps: [] },
    }));
    const route = { ...aBranching('route'), branches };
    expect(faultsOf([route])).toEqual([['/steps/0/branches', 'branches_full']]);
  });

  it('refuses one more step with the way out, and stays as it is', () => {
    const flow = aFlow({ steps: many(200) });
    const at = { in: 'root', index: 200 } as const;
    const add = () => applyOperation(flow, { type: 'add_step', step: anAction('more'), at });
    expect(add).toThrow(OperationRefused);
    expect(add).toThrow('go on in another flow');
    expect(flow.steps).toHaveLength(200);
  });
});
