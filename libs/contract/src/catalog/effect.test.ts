import { describe, expect, it } from 'vitest';
import { effectOfInput } from './effect.js';

const call = {
  effect: 'keyed' as const,
  effectByField: { field: 'method', kinds: { GET: 'read' as const } },
  input: [{ key: 'method', default: 'POST' }],
};

describe('the effect of a step', () => {
  it('is what the field that decides it says', () => {
    expect(effectOfInput(call, { method: 'GET' })).toBe('read');
    expect(effectOfInput({ ...call, input: [{ key: 'method', default: 'GET' }] }, {})).toBe('read');
  });

  it.each([{}, { method: 'POST' }, { method: '{{trigger.method}}' }, { method: 'toString' }])(
    "is the action's own where that says nothing: %j",
    (input) => expect(effectOfInput(call, input)).toBe('keyed'),
  );

  it("is the action's own where no field decides it", () => {
    expect(effectOfInput({ effect: 'once', input: [] }, { method: 'GET' })).toBe('once');
  });
});
