import type { LaidItem, Layout } from './lay-out.js';

type Point = { readonly x: number; readonly y: number };

const isNoCard: readonly LaidItem['kind'][] = ['frame', 'merge', 'end'];

/** The card, or the head of a lane, that has a place of the flow. */
export const cardAt = ({ items }: Layout, { x, y }: Point): LaidItem | undefined =>
  items.find(
    (item) =>
      !isNoCard.includes(item.kind) &&
      x >= item.x &&
      x <= item.x + item.width &&
      y >= item.y &&
      y <= item.y + item.height,
  );
