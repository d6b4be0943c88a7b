import type { Layout, LaidGap } from './lay-out.js';

type Point = { readonly x: number; readonly y: number };

/** Sideways is dearer than up and down: lanes are wide, and a drop means the lane it is over. */
const sidewaysWeight = 1.5;

/** The gap that a thing let go at this point would land in: the nearest, however far it is. */
export function findGap(
  layout: Layout,
  at: Point,
  mayTake: (gap: LaidGap) => boolean = () => true,
): LaidGap | undefined {
  let best: LaidGap | undefined;
  let bestDistance = Infinity;
  for (const gap of layout.gaps) {
    if (!mayTake(gap)) continue;
    const dx = Math.max(0, Math.abs(at.x - gap.x) - 140) * sidewaysWeight;
    const dy = Math.max(0, Math.abs(at.y - gap.y) - gap.height / 2);
    const distance = Math.hypot(dx, dy);
    if (distance < bestDistance) [best, bestDistance] = [gap, distance];
  }
  return best;
}
