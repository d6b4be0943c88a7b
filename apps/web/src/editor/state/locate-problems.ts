import { walkSteps, type FlowDocument, type FlowProblem } from '@hookline/contract';
import { triggerId } from './trigger-id.js';

/** A fault at a step (or the trigger) with the place inside of it. */
export type StepProblem = {
  /** A step, the trigger, or the flow as a whole with its settings. */
  readonly stepId: string;
  /** JSON pointer below the step, such as `/input/url`. */
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
  readonly about?: string | undefined;
};

/** No step's id: those begin with a letter. */
export const flowId = '/';

/** Which step a JSON pointer into the document means. */
export function locateProblems(
  document: FlowDocument,
  problems: readonly FlowProblem[],
): readonly StepProblem[] {
  const placed = [...walkSteps(document)].reverse();
  return problems.map(({ pointer, ...said }) => {
    const found = placed.find((one) => `${pointer}/`.startsWith(`${one.pointer}/`));
    if (found) {
      return { ...said, stepId: found.step.id, pointer: pointer.slice(found.pointer.length) };
    }
    const isTrigger = pointer.startsWith('/trigger');
    return isTrigger
      ? { ...said, stepId: triggerId, pointer: pointer.slice('/trigger'.length) }
      : { ...said, stepId: flowId, pointer };
  });
}
