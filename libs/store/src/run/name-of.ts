import type { Step } from '@hookline/contract';

/** A step's own name, else what it is in our words; the page makes better ones of those. */
export function nameOf(step: Step): string {
  if (step.name) return step.name;
  return step.type === 'action' ? `${step.app}/${step.action}` : step.type;
}
