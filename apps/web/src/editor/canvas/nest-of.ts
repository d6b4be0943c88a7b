import type { BranchStep, FlowDocument, LoopStep } from '@hookline/contract';
import { stepsById } from '../state/steps-by-id.js';
import { isNest, lanesOf } from './measure.js';

/** The branching step or loop that a lane belongs to, by the id of the lane's head. */
export function nestOf(document: FlowDocument, headId: string): BranchStep | LoopStep | undefined {
  for (const step of stepsById(document).values()) {
    if (isNest(step) && lanesOf(step).some((lane) => lane.headId === headId)) return step;
  }
  return undefined;
}
