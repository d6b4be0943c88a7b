import { z } from 'zod';
import { jsonObject } from '../json.js';
import { condition, type Condition } from './condition.js';
import { replyTemplate } from './respond.js';

/** So many steps stand in one list at most: the flow's own, a branch's, a loop's. */
export const mostStepsOfList = 200;
export const listFull = `more than ${mostStepsOfList} steps stand in one list; put some of them into a branch or a loop, or go on in another flow and call its address`;
const mostBranches = 50;
const branchesFull = `more than ${mostBranches} branches; put another branching into one of them`;

/** A step's id is its name in templates (`steps.<id>`), so it is an identifier and never changes. */
export const stepId = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, 'use lower-case letters, digits and _, starting with a letter');

export const appKey = z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/);

/** Seconds before each try; the first is usually 0. `default` is the installation's schedule. */
export const retryPolicy = z.union([
  z.literal('default'),
  z.literal('none'),
  z.strictObject({ delaysSecs: z.array(z.number().int().min(0).max(604_800)).min(1).max(20) }),
]);

/** `stop` parks the run for a person after the last try; `continue` goes on without the output. */
export const onError = z.enum(['stop', 'continue']);

/** What to do when nobody knows whether an effect happened: the action's own rule, or the owner's. */
export const onUnknown = z.enum(['default', 'repeat', 'ask']);

export const duration = z.strictObject({
  days: z.number().min(0).max(365).optional(),
  hours: z.number().min(0).max(8_760).optional(),
  minutes: z.number().min(0).max(525_600).optional(),
  seconds: z.number().min(0).max(31_536_000).optional(),
});

const common = {
  id: stepId,
  name: z.string().max(200).optional(),
  note: z.string().max(5_000).optional(),
};

export const actionStep = z.strictObject({
  ...common,
  type: z.literal('action'),
  app: appKey,
  action: z.string().regex(/^[a-z][a-z0-9_]{0,59}$/),
  connectionId: z.string().max(100).nullable().default(null),
  input: jsonObject.default({}),
  onError: onError.optional(),
  onUnknown: onUnknown.optional(),
  retry: retryPolicy.optional(),
  timeoutSecs: z.number().int().min(1).max(300).optional(),
});

export const filterStep = z.strictObject({ ...common, type: z.literal('filter'), when: condition });

export const delayStep = z.strictObject({
  ...common,
  type: z.literal('delay'),
  for: duration.optional(),
  /** A template that gives a date and time; the past means at once. */
  until: z.string().max(2_000).optional(),
});

/** Answers the sender while it waits; the run goes on behind it. */
export const respondStep = z.strictObject({
  ...common,
  type: z.literal('respond'),
  reply: replyTemplate,
});

export type ActionStep = z.infer<typeof actionStep>;
export type FilterStep = z.infer<typeof filterStep>;
export type DelayStep = z.infer<typeof delayStep>;
export type RespondStep = z.infer<typeof respondStep>;
export type Duration = z.infer<typeof duration>;
export type RetryPolicy = z.infer<typeof retryPolicy>;

export type Branch = {
  id: string;
  label?: string | undefined;
  when: Condition;
  steps: Step[];
};
export type BranchStep = {
  id: string;
  name?: string | undefined;
  note?: string | undefined;
  type: 'branch';
  mode: 'first';
  branches: Branch[];
  otherwise: Step[];
};
/** Its inner steps are done for each element of a list, one after the other. */
export type LoopStep = {
  id: string;
  name?: string | undefined;
  note?: string | undefined;
  type: 'loop';
  items: string;
  maxItems?: number | undefined;
  onError?: 'stop' | 'continue' | undefined;
  steps: Step[];
};
export type Step = ActionStep | FilterStep | DelayStep | RespondStep | BranchStep | LoopStep;
export type StepType = Step['type'];

const steps = z.lazy(() => z.array(step).max(mostStepsOfList, listFull));

const branch: z.ZodType<Branch> = z.lazy(() =>
  z.strictObject({ id: stepId, label: z.string().max(200).optional(), when: condition, steps }),
);

export const branchStep: z.ZodType<BranchStep> = z.lazy(() =>
  z.strictObject({
    ...common,
    type: z.literal('branch'),
    mode: z.literal('first').default('first'),
    branches: z.array(branch).min(1).max(mostBranches, branchesFull),
    otherwise: steps.default([]),
  }),
);

/** A list longer than this is given to a person, unless the step says otherwise. */
export const defaultMaxItems = 100;

export const loopStep: z.ZodType<LoopStep> = z.lazy(() =>
  z.strictObject({
    ...common,
    type: z.literal('loop'),
    /** A template that gives a list; nothing gives no round at all. */
    items: z.string().max(2_000),
    maxItems: z.number().int().min(1).max(1_000).optional(),
    /** What becomes of the other elements when one fails for good. */
    onError: onError.optional(),
    steps: steps.default([]),
  }),
);

export const step: z.ZodType<Step> = z.lazy(() =>
  z.union([actionStep, filterStep, delayStep, respondStep, branchStep, loopStep], {
    error: ({ input }) => unknownType(input),
  }),
);

const knownTypes: Readonly<Record<StepType, true>> = {
  action: true,
  filter: true,
  delay: true,
  respond: true,
  branch: true,
  loop: true,
};

/** Told when no kind of step fits, so that whoever wrote the document by hand sees what there is. */
function unknownType(input: unknown): string {
  const known = Object.keys(knownTypes).join(', ');
  if (typeof input !== 'object' || input === null)
    return `a step is an object with a type: ${known}`;
  const id: unknown = Reflect.get(input, 'id');
  const type: unknown = Reflect.get(input, 'type');
  const step = typeof id === 'string' ? `the step "${id.slice(0, 40)}"` : 'this step';
  return typeof type === 'string'
    ? `${step} has the type "${type.slice(0, 40)}", which does not exist; there are ${known}`
    : `${step} has no type; there are ${known}`;
}
