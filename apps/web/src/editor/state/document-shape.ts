import { walkSteps, type FlowDocument } from '@hookline/contract';
import { hasNote } from '../canvas/measure.js';

/** What the picture depends on: which steps stand where, whatever they hold. */
export const structureOf = remembered((document) =>
  JSON.stringify(
    walkSteps(document).map(({ step, pointer }) => [pointer, step.id, lanes(step), hasNote(step)]),
  ),
);

/** What names depend on: the source and what each step calls itself. */
export const namesOf = remembered((document) =>
  JSON.stringify([
    document.name,
    document.trigger,
    walkSteps(document).map(({ step, before }) => [
      step.id,
      step.name,
      before.length,
      step.type === 'action' ? [step.app, step.action] : [step.type],
      step.type === 'delay' ? [step.for, step.until === undefined] : [],
      step.type === 'respond' ? [step.reply.kind] : [],
      step.type === 'loop' ? [step.items] : [],
    ]),
  ]),
);

type Walked = ReturnType<typeof walkSteps>[number]['step'];

const lanes = (step: Walked): readonly string[] =>
  step.type === 'branch' ? step.branches.map((branch) => branch.id) : [step.type];

/** Every part of the page asks about the same document; it is worked out once. */
function remembered(work: (document: FlowDocument) => string) {
  const known = new WeakMap<FlowDocument, string>();
  return ({ document }: { readonly document: FlowDocument }): string => {
    const found = known.get(document) ?? work(document);
    known.set(document, found);
    return found;
  };
}
