import type { RunStepView, RunView } from '@hookline/contract';

/** A run as plain text for support: states, times and errors, without the lead's own data. */
export function reportOfRun(run: RunView): string {
  const head = [
    `run ${run.id}`,
    `flow ${run.flowId} (${run.flowName}), version ${run.versionNumber}`,
    `event ${run.eventId}`,
    `state ${run.state}${run.waitingFor === null ? '' : `, waits for ${run.waitingFor}`}`,
    `created ${run.createdAt}, finished ${run.finishedAt ?? 'not yet'}`,
    `next try ${run.nextTryAt ?? 'none'}`,
    ...(run.error === null ? [] : [`error ${run.error.code}: ${run.error.message}`]),
  ];
  return [...head, '', ...run.steps.flatMap(linesOfStep)].join('\n');
}

function linesOfStep(step: RunStepView): readonly string[] {
  const what = step.app === null ? step.type : `${step.app}/${step.action ?? ''}`;
  const tries = step.attempts.map((attempt) => {
    const error = attempt.error === null ? '' : ` ${attempt.error.code}: ${attempt.error.message}`;
    const key = attempt.idempotencyKey === null ? '' : ` key ${attempt.idempotencyKey}`;
    return `  try ${attempt.try} ${attempt.startedAt} ${attempt.state}${key}${error}`;
  });
  return [`${step.stepId} (${what}): ${step.state}`, ...tries];
}
