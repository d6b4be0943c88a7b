import type { FlowDocument } from './document.js';
import type { Step } from './step.js';

/** A step with where it stands: its JSON pointer and the steps that surely ran before it. */
export type PlacedStep = {
  readonly step: Step;
  readonly pointer: string;
  /** Ids of all steps that stand earlier on the path to this one (outer levels included). */
  readonly before: readonly string[];
};

/** Every step of a document, depth first, in the order in which a reader meets them. */
export function walkSteps(document: Pick<FlowDocument, 'steps'>): readonly PlacedStep[] {
  const found: PlacedStep[] = [];
  collect(document.steps, '/steps', [], found);
  return found;
}

function collect(
  steps: readonly Step[],
  base: string,
  outer: readonly string[],
  found: PlacedStep[],
): void {
  let before = outer;
  steps.forEach((step, index) => {
    const pointer = `${base}/${index}`;
    found.push({ step, pointer, before });
    if (step.type === 'branch') {
      const inside = [...before, step.id];
      step.branches.forEach((branch, at) =>
        collect(branch.steps, `${pointer}/branches/${at}/steps`, inside, found),
      );
      collect(step.otherwise, `${pointer}/otherwise`, inside, found);
    }
    before = [...before, step.id];
  });
}
