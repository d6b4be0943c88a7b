import { z } from 'zod';
import { flowProblem } from '../flow/check-flow.js';
import { flowDocument } from '../flow/document.js';
import { readSearchText } from '../event/search-text.js';
import { endpoint, idParam } from './endpoint.js';

/** The action that a described flow is asked of, and whose connections open that door. */
export const modelAction = { app: 'ai', action: 'ask' } as const;

export const longestDescription = 2_000;

/** What a model named that there is not, or not so; it was left out. */
export const leftOut = z.object({
  kind: z.enum(['source', 'action', 'step']),
  name: z.string(),
});
export type LeftOut = z.infer<typeof leftOut>;

export const proposal = z.discriminatedUnion('state', [
  z.object({ state: z.literal('working') }),
  z.object({
    state: z.literal('ready'),
    document: flowDocument,
    /** What is still to be filled in before it could be published. */
    problems: z.array(flowProblem),
    leftOut: z.array(leftOut),
  }),
]);
export type Proposal = z.infer<typeof proposal>;
export type ReadyProposal = Extract<Proposal, { state: 'ready' }>;

export const askProposal = endpoint({
  id: 'askProposal',
  method: 'POST',
  path: '/proposals',
  summary:
    'Asks the model of a connection for a flow as somebody describes it; nothing is stored or published',
  status: 202,
  body: z.strictObject({
    connectionId: z.string().max(100),
    description: z.string().overwrite(readSearchText).min(3).max(longestDescription),
    /** The source that the flow has already; absent: the model chooses one. */
    source: z.strictObject({ app: z.string().max(40), event: z.string().max(60) }).optional(),
  }),
  reply: z.object({ id: z.string() }),
  errors: ['connection_not_found', 'connection_invalid', 'invalid_request', 'too_many_requests'],
});

export const getProposal = endpoint({
  id: 'getProposal',
  method: 'GET',
  path: '/proposals/{id}',
  summary:
    'Waits a while for the proposed flow, which can be read again for two minutes after it was asked for; what the model said is checked like any document from outside',
  params: idParam,
  reply: proposal,
  errors: [
    'proposal_not_found',
    'proposal_unusable',
    'connection_invalid',
    'model_failed',
    'worker_unavailable',
    'try_later',
  ],
});

export const cancelProposal = endpoint({
  id: 'cancelProposal',
  method: 'DELETE',
  path: '/proposals/{id}',
  summary: 'Gives up a proposed flow, and stops the model that still works on it',
  status: 204,
  params: idParam,
  errors: ['proposal_not_found'],
});
