import type { FlowDocument } from '../document.js';
import type { Step } from '../step.js';
import { walkSteps } from '../walk-steps.js';
import { idsWithin } from './locate-step.js';
import { OperationRefused } from './operation-refused.js';

/** The chosen steps in the order of the document, without those that stand inside of another chosen one. */
export function outermostSteps(
  document: Pick<FlowDocument, 'steps'>,
  ids: readonly string[],
): readonly Step[] {
  const wanted = new Set(ids);
  const inner = new Set<string>();
  const chosen: Step[] = [];
  for (const { step } of walkSteps(document)) {
    if (!wanted.delete(step.id) || inner.has(step.id)) continue;
    chosen.push(step);
    for (const id of idsWithin(step)) inner.add(id);
  }
  const [lost] = wanted;
  if (lost !== undefined) throw new OperationRefused('unknown_step', `no step "${lost}"`);
  return chosen;
}
