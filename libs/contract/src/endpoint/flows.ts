import { z } from 'zod';
import { seenField } from '../event/seen-fields.js';
import { flowDocument } from '../flow/document.js';
import { flowSummary, flowVersionView, flowView, ledger, namedFlow } from '../flow/flow-view.js';
import { jsonValue } from '../json.js';
import { runError } from '../run/run-view.js';
import { endpoint, idParam, pageOf, pageQuery } from './endpoint.js';

export const listFlows = endpoint({
  id: 'listFlows',
  method: 'GET',
  path: '/flows',
  summary: 'Lists flows with their state, counts and last event',
  query: z.object({ ...pageQuery, text: z.string().max(200).optional() }),
  reply: pageOf(flowSummary),
});

export const createFlow = endpoint({
  id: 'createFlow',
  method: 'POST',
  path: '/flows',
  summary: 'Creates a flow as a draft from a flow document',
  status: 201,
  body: flowDocument,
  reply: flowView,
  errors: ['flow_invalid'],
});

export const getFlow = endpoint({
  id: 'getFlow',
  method: 'GET',
  path: '/flows/{id}',
  summary: 'Reads a flow with its draft',
  params: idParam,
  reply: flowView,
  errors: ['flow_not_found'],
});

export const saveDraft = endpoint({
  id: 'saveDraft',
  method: 'PUT',
  path: '/flows/{id}/draft',
  summary: 'Saves the draft; refused when somebody saved another one in between',
  params: idParam,
  body: z.strictObject({ document: flowDocument, revision: z.number().int() }),
  reply: flowView,
  errors: ['flow_not_found', 'flow_invalid', 'draft_revision_missing', 'draft_changed'],
});

export const deleteFlow = endpoint({
  id: 'deleteFlow',
  method: 'DELETE',
  path: '/flows/{id}',
  summary: 'Deletes a flow; its address stops answering, its history stays',
  status: 204,
  params: idParam,
  errors: ['flow_not_found', 'flow_feeds_others'],
});

export const listMainFlows = endpoint({
  id: 'listMainFlows',
  method: 'GET',
  path: '/flows/{id}/mains',
  summary: 'Lists the flows whose address may feed this one: published, of the same source',
  params: idParam,
  reply: z.object({ items: z.array(namedFlow) }),
  errors: ['flow_not_found'],
});

const refusalsOfActs = [
  'flow_not_found',
  'flow_invalid',
  'flow_state_conflict',
  'flow_feeds_others',
] as const;

const act = (id: string, path: string, summary: string) =>
  endpoint({
    id,
    method: 'POST',
    path: `/flows/{id}/${path}`,
    summary,
    params: idParam,
    reply: flowView,
    errors: refusalsOfActs,
  });

export const publishFlow = endpoint({
  id: 'publishFlow',
  method: 'POST',
  path: '/flows/{id}/publish',
  summary: 'Makes the draft the live version; with a revision, only the draft that has it',
  params: idParam,
  body: z.strictObject({ revision: z.number().int().optional() }),
  reply: flowView,
  errors: [...refusalsOfActs, 'draft_moved_on'],
});
export const pauseFlow = act('pauseFlow', 'pause', 'Pauses: events are still taken, and held');
export const resumeFlow = act('resumeFlow', 'resume', 'Resumes: new events run again');

export const listFlowVersions = endpoint({
  id: 'listFlowVersions',
  method: 'GET',
  path: '/flows/{id}/versions',
  summary: 'Lists published versions, newest first',
  params: idParam,
  reply: z.object({ items: z.array(flowVersionView) }),
  errors: ['flow_not_found'],
});

export const nameFlowVersion = endpoint({
  id: 'nameFlowVersion',
  method: 'PUT',
  path: '/flows/{id}/versions/{versionId}/name',
  summary: 'Names a published version; null takes the name away',
  params: idParam.extend({ versionId: z.string().max(100) }),
  body: z.strictObject({ name: z.string().trim().min(1).max(200).nullable() }),
  reply: flowVersionView,
  errors: ['flow_not_found', 'version_not_found'],
});

export const listSeenFields = endpoint({
  id: 'listSeenFields',
  method: 'GET',
  path: '/flows/{id}/fields',
  summary: 'Lists every field that events ever carried, with how often, its types and examples',
  params: idParam,
  /** `events`: how many events were counted. */
  reply: z.object({ events: z.number().int(), fields: z.array(seenField) }),
  errors: ['flow_not_found'],
});

export const pinSample = endpoint({
  id: 'pinSample',
  method: 'PUT',
  path: '/flows/{id}/sample',
  summary:
    'Makes one of its events, or a copy of a captured one, the sample of a flow; null leaves the choice to the newest',
  params: idParam,
  body: z.strictObject({ eventId: z.string().max(100).nullable() }),
  reply: flowView,
  errors: ['flow_not_found', 'event_not_found'],
});

export const getFlowLedger = endpoint({
  id: 'getFlowLedger',
  method: 'GET',
  path: '/flows/{id}/ledger',
  summary: 'Accounts for every event of a flow',
  params: idParam,
  reply: ledger,
  errors: ['flow_not_found'],
});

export const getLedger = endpoint({
  id: 'getLedger',
  method: 'GET',
  path: '/ledger',
  summary: 'Accounts for every event of the workspace',
  reply: ledger,
});

export const settleHeld = endpoint({
  id: 'settleHeld',
  method: 'POST',
  path: '/flows/{id}/held',
  summary: 'Decides about held events: run or discard all, or the chosen ones',
  params: idParam,
  body: z.strictObject({
    decision: z.enum(['run', 'discard']),
    /** Absent: all that are held. */
    eventIds: z.array(z.string()).max(1_000).optional(),
    /** Which are meant by all: what waits for the flow, or what is in quarantine. */
    all: z.enum(['waiting', 'quarantined']).default('waiting'),
  }),
  /** `notHeld`: of the chosen ones, those that were not held: decided before, or none of this flow's. */
  reply: z.object({ settled: z.number().int(), notHeld: z.number().int() }),
  errors: ['flow_not_found', 'flow_state_conflict'],
});

export const countQuarantine = endpoint({
  id: 'countQuarantine',
  method: 'GET',
  path: '/flows/{id}/quarantine',
  summary: 'Counts the held events that the endpoint of the flow does not trust',
  params: idParam,
  reply: z.object({ count: z.number().int() }),
  errors: ['flow_not_found'],
});

/** The result of trying one step out with a captured event. */
export const stepTest = z.object({
  ok: z.boolean(),
  input: jsonValue,
  output: jsonValue,
  error: runError.nullable(),
  /** True: something happened outside (a mail went, a request was made). */
  hadEffect: z.boolean(),
  durationMs: z.number(),
});
export type StepTest = z.infer<typeof stepTest>;

export const testStep = endpoint({
  id: 'testStep',
  method: 'POST',
  path: '/flows/{id}/test-step',
  summary: "Runs one step of the draft on an event's data, for real, outside any run",
  params: idParam,
  body: z.strictObject({
    stepId: z.string(),
    /** Absent: the source's sample. */
    eventId: z.string().nullable(),
    /** Given: the step reads this in the stead of what the event carried. */
    payload: jsonValue.optional(),
    /** Outputs of earlier steps by id, as earlier tests gave them; absent ones use samples. */
    outputs: z.record(z.string(), jsonValue).default({}),
  }),
  reply: stepTest,
  errors: ['flow_not_found', 'event_not_found', 'worker_unavailable', 'flow_invalid'],
});
