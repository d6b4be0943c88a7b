import { inertKinds, type LaidItem, type Layout } from './lay-out.js';

type Point = { readonly x: number; readonly y: number };

/** The card, or the head of a lane, that has a place of the flow. */
export const cardAt = ({ items }: Layout, { x, y }: Point): LaidItem | undefined =>
  items.find(
    (item) =>
      !inertKinds.includes(item.kind) &&
      x >= item.x &&
      x <= item.x + item.width &&
      y >= item.y &&
      y <= item.y + item.height,
  );
