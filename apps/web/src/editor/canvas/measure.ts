import { listKey, type Place, type Step } from '@hookline/contract';

export const cardWidth = 280;
export const laneSpacing = 48;
const gapHeight = 56;
const openHeight = 72;
export const forkHeight = 44;
export const laneHeadHeight = 36;
export const triggerHeight = 60;
const heights = { action: 104, filter: 60, branch: 60, delay: 40 } as const;

export type Size = { readonly width: number; readonly height: number };

export const cardHeight = (step: Step): number => heights[step.type];

/** One column of a branching step: a branch, or what happens otherwise. */
export type Lane = {
  readonly headId: string;
  readonly branchId: string | null;
  readonly steps: readonly Step[];
  readonly first: Place;
};

const otherwiseId = (stepId: string): string => `lane:${stepId}:otherwise`;

export function lanesOf(step: Extract<Step, { type: 'branch' }>): readonly Lane[] {
  return [
    ...step.branches.map((branch) => ({
      headId: `lane:${branch.id}`,
      branchId: branch.id,
      steps: branch.steps,
      first: { in: 'branch', stepId: step.id, branchId: branch.id, index: 0 } as const,
    })),
    {
      headId: otherwiseId(step.id),
      branchId: null,
      steps: step.otherwise,
      first: { in: 'otherwise', stepId: step.id, index: 0 } as const,
    },
  ];
}

export const gapKey = (at: Place): string => `${listKey(at)}#${at.index}`;

/** The room that a list takes, all its gaps included; an open gap is taller. */
export function measureList(steps: readonly Step[], first: Place, open: string | null): Size {
  let width = cardWidth;
  let height = heightOfGap({ ...first, index: 0 }, open);
  steps.forEach((step, index) => {
    const size = measureStep(step, open);
    width = Math.max(width, size.width);
    height += size.height + heightOfGap({ ...first, index: index + 1 }, open);
  });
  return { width, height };
}

export function heightOfGap(at: Place, open: string | null): number {
  return gapKey(at) === open ? gapHeight + openHeight : gapHeight;
}

export function measureStep(step: Step, open: string | null): Size {
  if (step.type !== 'branch') return { width: cardWidth, height: cardHeight(step) };
  const lanes = lanesOf(step).map((lane) => measureList(lane.steps, lane.first, open));
  const width = lanes.reduce((sum, lane) => sum + lane.width, laneSpacing * (lanes.length - 1));
  const tallest = Math.max(...lanes.map((lane) => lane.height));
  return { width, height: cardHeight(step) + forkHeight + laneHeadHeight + tallest };
}
