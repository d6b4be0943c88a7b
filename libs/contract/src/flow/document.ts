import { z } from 'zod';
import { jsonObject } from '../json.js';
import { flowAnswer, type FlowAnswer } from './answer.js';
import { flowMasks } from './masks.js';
import { endpointPolicy, type EndpointPolicy } from './endpoint-policy.js';
import { flowOrder, type FlowOrder } from './order.js';
import { appKey, listFull, mostStepsOfList, step, type Step } from './step.js';

export const currentSchemaVersion = 1;

export const trigger = z.strictObject({
  app: appKey,
  event: z.string().regex(/^[a-z][a-z0-9_]{0,59}$/),
  connectionId: z.string().max(100).nullable().default(null),
  settings: jsonObject.default({}),
});

export const flowDocument = z.strictObject({
  schemaVersion: z.literal(currentSchemaVersion),
  name: z.string().trim().min(1).max(200),
  trigger,
  order: flowOrder.optional(),
  answer: flowAnswer.optional(),
  masks: flowMasks.optional(),
  endpoint: endpointPolicy.optional(),
  steps: z.array(step).max(mostStepsOfList, listFull),
});

export type Trigger = z.infer<typeof trigger>;
export type FlowDocument = {
  schemaVersion: typeof currentSchemaVersion;
  name: string;
  trigger: Trigger;
  /** Without it runs go side by side. */
  order?: FlowOrder | undefined;
  /** Without it a sender is answered 202 with the id of its event. */
  answer?: FlowAnswer | undefined;
  /** Fields and headers whose values are never stored; each can be read by `readMaskRule`. */
  masks?: string[] | undefined;
  /** What its address asks of a request; without it, only what the source asks. */
  endpoint?: EndpointPolicy | undefined;
  steps: Step[];
};
