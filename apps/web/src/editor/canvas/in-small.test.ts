import { expect, it } from 'vitest';
import { inSmall } from './in-small.js';

const card = (x: number, y: number) => ({ position: { x, y }, width: 280, height: 100 });
const small = inSmall([card(-140, 0), card(-140, 9_900)]);

it('shows all of a flow, its middle in the middle', () => {
  const middle = small.toFlow({ x: 99, y: 74 });
  expect(middle.x).toBeCloseTo(0);
  expect(middle.y).toBeCloseTo(5_000);
  expect(small.toFlow({ x: 99, y: 0 }).y).toBeLessThan(0);
  expect(small.toFlow({ x: 99, y: 148 }).y).toBeGreaterThan(10_000);
});

it('frames what is in sight where it lies, and finds the way back from there', () => {
  const view = { x: -400, y: 2_000, width: 800, height: 900 };
  const frame = small.frameOf(view);
  expect(small.toFlow(frame).x).toBeCloseTo(view.x);
  expect(small.toFlow(frame).y).toBeCloseTo(view.y);
});

it('keeps the shape of a flow that is not long, and draws a long one as wide as can be seen', () => {
  const seen = { x: -140, y: 0, width: 280, height: 100 };
  const long = small.frameOf(seen);
  expect(long.width).toBeCloseTo(48);
  const short = inSmall([card(-140, 0), card(-140, 300)]).frameOf(seen);
  expect(short.width / short.height).toBeCloseTo(2.8);
  const wide = inSmall([card(-2_000, 0), card(2_000, 300)]).frameOf(seen);
  expect(wide.width / wide.height).toBeCloseTo(2.8);
});

it('keeps a bit of the frame in sight, however far away one is', () => {
  const far = small.frameOf({ x: 0, y: 1e6, width: 800, height: 900 });
  expect(far.y).toBeLessThan(148);
  const above = small.frameOf({ x: 0, y: -1e6, width: 800, height: 900 });
  expect(above.y + above.height).toBeGreaterThan(0);
});
