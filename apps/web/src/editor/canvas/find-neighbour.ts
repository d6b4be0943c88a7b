import { triggerId } from '../state/trigger-id.js';
import type { LaidItem, Layout } from './lay-out.js';

export type Direction = 'up' | 'down' | 'left' | 'right';

const isCard = (item: LaidItem) => !['lane', 'frame', 'merge', 'end'].includes(item.kind);
const middle = (item: LaidItem) => ({ x: item.x + item.width / 2, y: item.y + item.height / 2 });

/** The card that an arrow key leads to: the nearest one that lies in that direction. */
export function findNeighbour(layout: Layout, id: string, direction: Direction): string | null {
  const from = layout.items.find((item) => item.id === id);
  if (!from) return triggerId;
  const here = middle(from);
  let best: string | null = null;
  let bestDistance = Infinity;
  for (const item of layout.items) {
    if (item.id === id || !isCard(item)) continue;
    const there = middle(item);
    const [dx, dy] = [there.x - here.x, there.y - here.y];
    const isUpright = direction === 'up' || direction === 'down';
    const ahead = { up: -dy, down: dy, left: -dx, right: dx }[direction];
    const aside = Math.abs(isUpright ? dx : dy);
    const distance = ahead + aside * 2;
    if (ahead > 1 && distance < bestDistance) [best, bestDistance] = [item.id, distance];
  }
  return best;
}
