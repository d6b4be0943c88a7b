import { z } from 'zod';
import { jsonObject } from '../../json.js';
import { toPointer } from '../check-flow.js';
import { condition } from '../condition.js';
import type { FlowDocument } from '../document.js';
import { replyTemplate } from '../respond.js';
import { appKey, duration, onError, onUnknown, retryPolicy, step, type Step } from '../step.js';
import { replaceStep } from './change-steps.js';
import { OperationRefused } from './operation-refused.js';

/** New values of some of a step's fields; `null` takes an optional field away. */
export const stepPatch = z.strictObject({
  name: z.string().max(200).nullable().optional(),
  note: z.string().max(5_000).nullable().optional(),
  app: appKey.optional(),
  action: z.string().optional(),
  connectionId: z.string().max(100).nullable().optional(),
  input: jsonObject.optional(),
  onError: onError.nullable().optional(),
  onUnknown: onUnknown.nullable().optional(),
  retry: retryPolicy.nullable().optional(),
  timeoutSecs: z.number().int().min(1).max(300).nullable().optional(),
  when: condition.optional(),
  for: duration.nullable().optional(),
  until: z.string().max(2_000).nullable().optional(),
  reply: replyTemplate.optional(),
  items: z.string().max(2_000).optional(),
  maxItems: z.number().int().min(1).max(1_000).nullable().optional(),
});
export type StepPatch = z.infer<typeof stepPatch>;

export const updateStepOperation = z.strictObject({
  type: z.literal('update_step'),
  id: z.string(),
  patch: stepPatch,
});

const anyStep = ['name', 'note'];
const fieldsOf: Record<Step['type'], readonly string[]> = {
  action: [
    ...anyStep,
    ...['app', 'action', 'connectionId', 'input', 'onError', 'onUnknown', 'retry', 'timeoutSecs'],
  ],
  filter: [...anyStep, 'when'],
  delay: [...anyStep, 'for', 'until'],
  respond: [...anyStep, 'reply'],
  branch: anyStep,
  loop: [...anyStep, 'items', 'maxItems', 'onError'],
};

export function updateStep(
  document: FlowDocument,
  operation: z.infer<typeof updateStepOperation>,
): FlowDocument {
  return replaceStep(document, operation.id, (one) => [patched(one, operation.patch)]);
}

function patched(one: Step, patch: StepPatch): Step {
  const changes = Object.entries(patch).filter(([, value]) => value !== undefined);
  const foreign = changes.find(([key]) => !fieldsOf[one.type].includes(key));
  if (foreign) {
    throw new OperationRefused(
      'wrong_step_type',
      `a step of type ${one.type} has no "${foreign[0]}"`,
    );
  }
  const merged: Record<string, unknown> = { ...one };
  for (const [key, value] of changes) {
    if (value === null && key !== 'connectionId') delete merged[key];
    else merged[key] = value;
  }
  return read(merged, one);
}

function read(merged: Record<string, unknown>, before: Step): Step {
  const result = step.safeParse(merged);
  if (!result.success) {
    throw new OperationRefused(
      'invalid_document',
      `step "${before.id}" cannot hold that`,
      result.error.issues.map((issue) => ({
        pointer: toPointer(issue.path),
        code: issue.code,
        message: issue.message,
      })),
    );
  }
  const { data } = result;
  // The inner steps did not change: keeping their identity keeps what is drawn from them.
  if (data.type === 'loop' && before.type === 'loop') return { ...data, steps: before.steps };
  return data.type === 'branch' && before.type === 'branch'
    ? { ...data, branches: before.branches, otherwise: before.otherwise }
    : data;
}
