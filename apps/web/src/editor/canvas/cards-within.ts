import type { LaidItem, Layout } from './lay-out.js';

type Point = { readonly x: number; readonly y: number };
export type Corners = { readonly from: Point; readonly to: Point };

const noStep: readonly LaidItem['kind'][] = ['trigger', 'lane', 'frame', 'merge', 'end'];

/** The steps whose cards a box touches, from top to bottom. */
export function cardsWithin({ items }: Layout, { from, to }: Corners): readonly string[] {
  const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)];
  const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)];
  return items
    .filter(({ kind }) => !noStep.includes(kind))
    .filter(({ x, width }) => x < right && x + width > left)
    .filter(({ y, height }) => y < bottom && y + height > top)
    .map(({ id }) => id);
}
