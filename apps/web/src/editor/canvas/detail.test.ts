import { expect, it } from 'vitest';
import { detailAt } from './detail.js';

it('shows less of each step the smaller the flow is', () => {
  expect([1.5, 0.7, 0.45].map(detailAt)).toEqual(['whole', 'whole', 'whole']);
  expect([0.44, 0.3, 0.16].map(detailAt)).toEqual(['title', 'title', 'title']);
  expect([0.15, 0.01, 0].map(detailAt)).toEqual(['mark', 'mark', 'mark']);
});
