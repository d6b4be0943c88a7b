import type { FlowDocument, Place, Step } from '@hookline/contract';
import { triggerId } from '../state/trigger-id.js';
import {
  cardHeight,
  cardWidth,
  forkHeight,
  framePadding,
  gapKey,
  heightOfGap,
  isSpread,
  laneHeadHeight,
  lanesOf,
  laneSpacing,
  measureList,
  measureStep,
  plainly,
  triggerHeight,
  type Lane,
  type Showing,
} from './measure.js';

export type LaidKind = 'trigger' | Step['type'] | 'lane' | 'frame' | 'merge' | 'end';

/** What is laid out and is no card: nobody presses it. */
export const inertKinds: readonly LaidKind[] = ['frame', 'merge', 'end'];

export type LaidItem = {
  readonly id: string;
  readonly kind: LaidKind;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** A place where a step can go, with the line that runs through it. */
export type LaidGap = {
  readonly key: string;
  readonly place: Place;
  readonly from: string;
  readonly to: string;
  /** The middle of the gap, and the part of it that takes a drop. */
  readonly x: number;
  readonly y: number;
  readonly height: number;
};

export type LaidFork = { readonly from: string; readonly to: string };

export type Layout = {
  readonly items: readonly LaidItem[];
  readonly gaps: readonly LaidGap[];
  readonly forks: readonly LaidFork[];
};

/** No step can have it, though one may be called `end`. */
export const endId = 'end:';

type Sheet = { items: LaidItem[]; gaps: LaidGap[]; forks: LaidFork[]; showing: Showing };

/** Places everything of a flow: top to bottom around x = 0, branches as lanes side by side. */
export function layOut(document: FlowDocument, given: Partial<Showing> = {}): Layout {
  const sheet: Sheet = { items: [], gaps: [], forks: [], showing: { ...plainly, ...given } };
  const trigger = {
    id: triggerId,
    kind: 'trigger',
    width: cardWidth,
    height: triggerHeight,
  } as const;
  sheet.items.push({ ...trigger, x: -cardWidth / 2, y: 0 });
  const bottom = placeList(sheet, {
    steps: document.steps,
    first: { in: 'root', index: 0 },
    from: triggerId,
    to: endId,
    x: 0,
    y: triggerHeight,
  });
  sheet.items.push({ id: endId, kind: 'end', x: -40, y: bottom, width: 80, height: 24 });
  return { items: sheet.items, gaps: sheet.gaps, forks: sheet.forks };
}

type List = {
  readonly steps: readonly Step[];
  readonly first: Place;
  readonly from: string;
  readonly to: string;
  readonly x: number;
  readonly y: number;
};

/** Places a list below `y` and says where it ends. */
function placeList(sheet: Sheet, list: List): number {
  let { y, from } = list;
  const gap = (index: number, to: string) => {
    const place = { ...list.first, index };
    const height = heightOfGap(place, sheet.showing);
    const key = gapKey(place);
    sheet.gaps.push({ key, place, from, to, x: list.x, y: y + height / 2, height });
    y += height;
  };
  list.steps.forEach((step, index) => {
    gap(index, step.id);
    y = placeStep(sheet, step, { x: list.x, y });
    from = isSpread(step, sheet.showing) ? mergeId(step.id) : step.id;
  });
  gap(list.steps.length, list.to);
  return y;
}

const mergeId = (stepId: string): string => `merge:${stepId}`;

function placeStep(sheet: Sheet, step: Step, at: { x: number; y: number }): number {
  const height = cardHeight(step, sheet.showing);
  const width = step.type === 'delay' ? 220 : cardWidth;
  sheet.items.push({ id: step.id, kind: step.type, x: at.x - width / 2, y: at.y, width, height });
  if (!isSpread(step, sheet.showing)) return at.y + height;
  const size = measureStep(step, sheet.showing);
  const headY = at.y + height + forkHeight;
  const bottom = at.y + size.height;
  const frame = step.type === 'loop' ? framePadding : 0;
  if (frame > 0) {
    const top = headY - laneHeadHeight / 2;
    const place = { x: at.x - size.width / 2, y: top, width: size.width, height: bottom - top };
    // Behind everything in it, so it is put down first.
    sheet.items.push({ id: `frame:${step.id}`, kind: 'frame', ...place });
  }
  let left = at.x - size.width / 2 + frame;
  for (const lane of lanesOf(step)) {
    const { width: laneWidth } = measureList(lane.steps, lane.first, sheet.showing);
    placeLane(sheet, { lane, owner: step.id, x: left + laneWidth / 2, headY });
    left += laneWidth + laneSpacing;
  }
  sheet.items.push({
    id: mergeId(step.id),
    kind: 'merge',
    x: at.x,
    y: bottom,
    width: 1,
    height: 1,
  });
  return bottom;
}

type LaneAt = { lane: Lane; owner: string; x: number; headY: number };

function placeLane(sheet: Sheet, { lane, owner, x, headY }: LaneAt): void {
  const { headId } = lane;
  const head = { x: x - cardWidth / 2, y: headY, width: cardWidth, height: laneHeadHeight };
  sheet.items.push({ id: headId, kind: 'lane', ...head });
  sheet.forks.push({ from: owner, to: headId });
  placeList(sheet, {
    steps: lane.steps,
    first: lane.first,
    from: headId,
    to: mergeId(owner),
    x,
    y: headY + laneHeadHeight,
  });
}
