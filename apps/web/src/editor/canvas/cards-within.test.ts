import { expect, it } from 'vitest';
import type { FlowDocument } from '@hookline/contract';
import { cardsWithin } from './cards-within.js';
import { layOut } from './lay-out.js';

const flow: FlowDocument = {
  schemaVersion: 1,
  name: 'x',
  trigger: { app: 'webhook', event: 'received', connectionId: null, settings: {} },
  steps: [
    { id: 'a', type: 'delay', for: { minutes: 1 } },
    {
      id: 'each',
      type: 'loop',
      items: '{{trigger.list}}',
      steps: [{ id: 'b', type: 'delay', for: { minutes: 1 } }],
    },
    { id: 'c', type: 'delay', for: { minutes: 1 } },
  ],
};
const layout = layOut(flow);
const all = { from: { x: -1e4, y: -1e4 }, to: { x: 1e4, y: 1e4 } };
const middle = (id: string) => {
  const { x = 0, y = 0, width = 0, height = 0 } = layout.items.find((one) => one.id === id) ?? {};
  return { x: x + width / 2, y: y + height / 2 };
};

it('finds the steps that a box touches, and nothing that is no step', () => {
  expect(cardsWithin(layout, all)).toEqual(['a', 'each', 'b', 'c']);
});

it('does not matter which corner the pull began at', () => {
  const box = { from: middle('a'), to: middle('each') };
  expect(cardsWithin(layout, box)).toEqual(['a', 'each']);
  expect(cardsWithin(layout, { from: box.to, to: box.from })).toEqual(['a', 'each']);
});

it('leaves out what lies beside it', () => {
  const { x, y } = middle('b');
  const beside = { from: { x: x + 400, y: y - 10 }, to: { x: x + 500, y: y + 10 } };
  expect(cardsWithin(layout, beside)).toEqual([]);
});
