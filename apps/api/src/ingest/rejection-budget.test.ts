import { expect, it } from 'vitest';
import { createRejectionBudget } from './rejection-budget.js';

it('keeps so many refused requests of a flow in a minute, and so many in a day', () => {
  let nowMs = 0;
  const mayKeep = createRejectionBudget({ perMinute: 3, perDay: 5, maxFlows: 10 }, () => nowMs);
  const kept = (flowId: string) =>
    Array.from({ length: 10 }, () => mayKeep(flowId)).filter(Boolean);

  expect(kept('a')).toHaveLength(3);
  expect(kept('b')).toHaveLength(3);
  nowMs = 60_000;
  expect(kept('a')).toHaveLength(2);
  nowMs = 120_000;
  expect(kept('a')).toHaveLength(0);
  nowMs = 86_520_000;
  expect(kept('a')).toHaveLength(3);
});
