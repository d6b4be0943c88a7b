import { listKey, type BranchStep, type LoopStep, type Place, type Step } from '@hookline/contract';

export const cardWidth = 280;
export const laneSpacing = 48;
const gapHeight = 56;
const openHeight = 72;
export const forkHeight = 44;
export const laneHeadHeight = 36;
export const triggerHeight = 60;
/** A strip at the foot of a card: its note, or what is put away inside of it. */
const stripHeight = 30;
const heights = { action: 104, filter: 60, branch: 60, loop: 60, delay: 40, respond: 60 } as const;
/** The frame of a loop stands so far around what is in it. */
export const framePadding = 20;

export type Size = { readonly width: number; readonly height: number };

/** What the picture depends on besides the document. */
export type Showing = {
  /** The gap that is open for what is dragged over it. */
  readonly open: string | null;
  /** Branching steps whose lanes are put away. */
  readonly collapsed: ReadonlySet<string>;
};
export const plainly: Showing = { open: null, collapsed: new Set() };

export function cardHeight(step: Step, { collapsed }: Showing = plainly): number {
  const strips = Number(hasNote(step)) + Number(collapsed.has(step.id));
  return heights[step.type] + strips * stripHeight;
}

/** A delay is a thin pill: its note is told by a sign. */
export const hasNote = (step: Step): boolean =>
  step.type !== 'delay' && step.note !== undefined && step.note.trim() !== '';

/** One column below a step: a branch, what happens otherwise, or the round of a loop. */
export type Lane = {
  readonly headId: string;
  readonly branchId: string | null;
  readonly steps: readonly Step[];
  readonly first: Place;
};

const otherwiseId = (stepId: string): string => `lane:${stepId}:otherwise`;

export const isNest = (step: Step): step is BranchStep | LoopStep =>
  step.type === 'branch' || step.type === 'loop';

export function lanesOf(step: BranchStep | LoopStep): readonly Lane[] {
  if (step.type === 'loop') {
    const first = { in: 'loop', stepId: step.id, index: 0 } as const;
    return [{ headId: `lane:${step.id}:each`, branchId: null, steps: step.steps, first }];
  }
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
export function measureList(steps: readonly Step[], first: Place, showing: Showing): Size {
  let width = cardWidth;
  let height = heightOfGap({ ...first, index: 0 }, showing);
  steps.forEach((step, index) => {
    const size = measureStep(step, showing);
    width = Math.max(width, size.width);
    height += size.height + heightOfGap({ ...first, index: index + 1 }, showing);
  });
  return { width, height };
}

export function heightOfGap(at: Place, { open }: Showing): number {
  return gapKey(at) === open ? gapHeight + openHeight : gapHeight;
}

export function measureStep(step: Step, showing: Showing): Size {
  const height = cardHeight(step, showing);
  if (!isSpread(step, showing)) return { width: cardWidth, height };
  const lanes = lanesOf(step).map((lane) => measureList(lane.steps, lane.first, showing));
  const frame = step.type === 'loop' ? framePadding : 0;
  const inner = lanes.reduce((sum, lane) => sum + lane.width, laneSpacing * (lanes.length - 1));
  const tallest = Math.max(...lanes.map((lane) => lane.height));
  const width = inner + 2 * frame;
  return { width, height: height + forkHeight + laneHeadHeight + tallest + frame };
}

/** Its lanes are there to be seen. */
export const isSpread = (step: Step, { collapsed }: Showing): step is BranchStep | LoopStep =>
  isNest(step) && !collapsed.has(step.id);
