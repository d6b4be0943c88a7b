import { stepTest, walkSteps, type JsonValue, type StepTest } from '@hookline/contract';
import { findEvent, type Scope } from '@hookline/store';
import { askWorker, valueOf, type Asking } from '../call/ask-worker.js';
import { ApiError } from '../http/index.js';
import { flowInvalid, problem } from './flow-problem.js';
import { requireOwnSchema } from './view-flow.js';

type Trial = {
  readonly flowId: string;
  readonly stepId: string;
  readonly eventId: string | null;
  readonly payload?: JsonValue | undefined;
  readonly outputs: StepTest['output'] & object;
};

/** Has a worker do one step of the draft, for real. */
export async function testStep(scope: Scope, asking: Asking, trial: Trial): Promise<StepTest> {
  const { draft } = await requireOwnSchema(scope, asking.store, trial.flowId);
  if (!walkSteps(draft).some(({ step }) => step.id === trial.stepId)) {
    const message = `there is no step "${trial.stepId}" in the draft`;
    throw flowInvalid([problem('/steps', 'unknown_step', message)]);
  }
  if (trial.eventId !== null && !(await findEvent(scope, asking.store, trial.eventId))) {
    throw new ApiError('event_not_found');
  }
  const { payload, ...rest } = trial;
  const request = payload === undefined ? rest : { ...rest, payload };
  const answer = await askWorker(scope, asking, { kind: 'test_step', request });
  return stepTest.parse(valueOf(answer));
}
