import type { FlowDocument } from './document.js';
import type { Step } from './step.js';

/** A step with where it stands: its JSON pointer and the steps that surely ran before it. */
export type PlacedStep = {
  readonly step: Step;
  readonly pointer: string;
  /** Ids of all steps that stand earlier on the path to this one (outer levels included). */
  readonly before: readonly string[];
  /** Loops that it stands in, the outermost first: it has `item` and `index` of the last one. */
  readonly loops: readonly string[];
};

/** Every step of a document, depth first, in the order in which a reader meets them. */
export function walkSteps(document: Pick<FlowDocument, 'steps'>): readonly PlacedStep[] {
  const found: PlacedStep[] = [];
  collect(document.steps, { base: '/steps', outer: [], loops: [] }, found);
  return found;
}

type Around = {
  readonly base: string;
  readonly outer: readonly string[];
  readonly loops: readonly string[];
};

function collect(steps: readonly Step[], around: Around, found: PlacedStep[]): void {
  const { base, loops } = around;
  let before = around.outer;
  steps.forEach((step, index) => {
    const pointer = `${base}/${index}`;
    found.push({ step, pointer, before, loops });
    if (step.type === 'branch') {
      const outer = [...before, step.id];
      step.branches.forEach((branch, at) =>
        collect(branch.steps, { base: `${pointer}/branches/${at}/steps`, outer, loops }, found),
      );
      collect(step.otherwise, { base: `${pointer}/otherwise`, outer, loops }, found);
    }
    if (step.type === 'loop') {
      // What a loop came to is known only after it.
      const inside = { base: `${pointer}/steps`, outer: before, loops: [...loops, step.id] };
      collect(step.steps, inside, found);
    }
    before = [...before, step.id];
  });
}
