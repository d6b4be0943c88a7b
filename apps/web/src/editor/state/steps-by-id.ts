import { walkSteps, type FlowDocument, type Step } from '@hookline/contract';

const known = new WeakMap<FlowDocument, ReadonlyMap<string, Step>>();

/** The steps of a document. Every card asks at every change, so a document is walked through once. */
export function stepsById(document: FlowDocument): ReadonlyMap<string, Step> {
  const found =
    known.get(document) ?? new Map(walkSteps(document).map(({ step }) => [step.id, step]));
  known.set(document, found);
  return found;
}
