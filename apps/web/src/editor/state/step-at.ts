import { walkSteps, type FlowDocument, type Step } from '@hookline/contract';

const known = new WeakMap<FlowDocument, ReadonlyMap<string, Step>>();

/** A step by its id. Every card asks at every change, so a document is walked through once. */
export function stepAt(document: FlowDocument, id: string): Step | undefined {
  const found =
    known.get(document) ?? new Map(walkSteps(document).map(({ step }) => [step.id, step]));
  known.set(document, found);
  return found.get(id);
}
