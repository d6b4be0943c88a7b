import type { AttemptRecord, EffectKind } from '@hookline/contract';
import type { PlanAction } from '../plan/compile-plan.js';
import type { StepState } from './step-state.js';

/** A try that is about to happen: everything that its record needs. */
export type Trying = {
  readonly plan: PlanAction;
  readonly state: StepState;
  readonly effect: EffectKind;
  readonly attempt: AttemptRecord;
};
