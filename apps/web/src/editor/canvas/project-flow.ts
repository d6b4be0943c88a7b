import type { Place, Step, FlowDocument } from '@hookline/contract';
import { Position, type Edge, type Node } from '@xyflow/react';
import { inertKinds, type LaidItem, type Layout } from './lay-out.js';

export type CardNode = Node<Record<string, never>, LaidItem['kind'] | 'drop'>;
export type GapEdge = Edge<{ place: Place; after: string; x: number; y: number }, 'gap'>;
export type ForkEdge = Edge<Record<string, never>, 'fork'>;
export type FlowEdge = GapEdge | ForkEdge;

export type Projection = { readonly nodes: CardNode[]; readonly edges: FlowEdge[] };

const nothing: Record<string, never> = {};
const fixed = {
  draggable: false,
  selectable: false,
  focusable: false,
  connectable: false,
} as const;

/** The doorway from the laid out document to React Flow; every id comes from the document. */
export function projectFlow(
  document: FlowDocument,
  layout: Layout,
  open: string | null,
): Projection {
  const after = namesOfGaps(document);
  const gaps = layout.gaps.map((gap): GapEdge => ({
    id: gap.key,
    type: 'gap',
    source: gap.from,
    target: gap.to,
    data: { place: gap.place, after: after(gap.place), x: gap.x, y: gap.y },
    ...silent,
  }));
  const forks = layout.forks.map((fork): ForkEdge => ({
    id: `${fork.from}>${fork.to}`,
    type: 'fork',
    source: fork.from,
    target: fork.to,
    data: nothing,
    ...silent,
  }));
  return {
    nodes: [...layout.items.map(toNode), ...dropPreview(layout, open)],
    edges: [...forks, ...gaps],
  };
}

/**
 * The library measures each card that comes into sight, by the id that stands on it, and works everything out anew. What
 * it would find is what we told it; so it is given the id of nothing.
 */
const unmeasured = { 'data-id': '', 'aria-roledescription': undefined };
/** Lines are no pictures with names: the outline of the flow tells what follows what. */
const silent = {
  domAttributes: { 'aria-hidden': true, 'aria-roledescription': undefined },
  focusable: false,
  selectable: false,
} as const;

function toNode({ id, kind, x, y, width, height }: LaidItem): CardNode {
  // Sizes and ends of lines are ours, so nothing waits to be measured and the first paint is whole.
  const size = { width, height, measured: { width, height } };
  const end = { x: width / 2, width: 0, height: 0 };
  return {
    id,
    type: kind,
    position: { x, y },
    data: nothing,
    ...size,
    ...fixed,
    domAttributes: unmeasured,
    handles: [
      { type: 'target', position: Position.Top, y: 0, ...end },
      { type: 'source', position: Position.Bottom, y: height, ...end },
    ],
    // What cannot be dragged by the library would not hear the pointer either.
    style: { pointerEvents: inertKinds.includes(kind) ? 'none' : 'all' },
  };
}

function dropPreview(layout: Layout, open: string | null): CardNode[] {
  const gap = layout.gaps.find((one) => one.key === open);
  if (!gap) return [];
  const [width, height] = [280, 56];
  const position = { x: gap.x - width / 2, y: gap.y - height / 2 };
  const size = { width, height, measured: { width, height } };
  return [{ id: 'drop:', type: 'drop', position, data: nothing, ...size, ...fixed }];
}

/** A gap is named by what stands before it: a step, a branch, `<step>-otherwise`, `<step>-loop` or the trigger. */
function namesOfGaps(document: FlowDocument): (place: Place) => string {
  const lists = new Map<string, readonly Step[]>([['root', document.steps]]);
  const collect = (steps: readonly Step[]): void => {
    for (const step of steps) {
      if (step.type === 'loop') {
        lists.set(`loop:${step.id}`, step.steps);
        collect(step.steps);
      }
      if (step.type !== 'branch') continue;
      lists.set(`otherwise:${step.id}`, step.otherwise);
      collect(step.otherwise);
      for (const branch of step.branches) {
        lists.set(`branch:${branch.id}`, branch.steps);
        collect(branch.steps);
      }
    }
  };
  collect(document.steps);
  return (place) => {
    const key = place.in === 'root' ? 'root' : placeOf(place);
    const before = place.index > 0 ? lists.get(key)?.[place.index - 1]?.id : undefined;
    if (before !== undefined) return before;
    if (place.in === 'root') return 'trigger';
    return place.in === 'branch' ? place.branchId : `${place.stepId}-${place.in}`;
  };
}

const placeOf = (place: Exclude<Place, { in: 'root' }>): string =>
  place.in === 'branch' ? `branch:${place.branchId}` : `${place.in}:${place.stepId}`;
