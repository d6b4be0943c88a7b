import type { OwnRunError } from '@hookline/contract';

/** What history says of an effect that may or may not have happened. */
export function unknownOutcome(stepId: string): OwnRunError {
  return {
    code: 'outcome_unknown',
    message:
      'The connection broke while this step was being done, so nobody knows whether it happened. ' +
      'Look at the target, then say: it happened, or it did not.',
    stepId,
    pointer: null,
  };
}

/** The same while Hookline finds it out by itself. */
export function lookingOutcome(stepId: string): OwnRunError {
  return {
    code: 'outcome_unknown',
    message:
      'The connection broke while this step was being done, so nobody knows whether it happened. ' +
      'The target is asked by itself before anything is repeated.',
    stepId,
    pointer: null,
  };
}
