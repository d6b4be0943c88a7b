import { effectOfInput, type ActionDescription, type ActionStep } from '@hookline/contract';

/** Whether a step does something outside when it is tried out; of an action that nobody knows it may. */
export const isReal = (step: ActionStep, action: ActionDescription | undefined): boolean =>
  action === undefined || effectOfInput(action, step.input) !== 'read';
