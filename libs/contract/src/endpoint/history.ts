import { z } from 'zod';
import { eventStates, eventSummary, eventView } from '../event/event-view.js';
import { readSearchText, shortestSearchText } from '../event/search-text.js';
import { runStates, runSummary, runView } from '../run/run-view.js';
import { endpoint, idParam, pageOf, pageQuery } from './endpoint.js';

export const listEvents = endpoint({
  id: 'listEvents',
  method: 'GET',
  path: '/events',
  summary: 'Lists everything that arrived, newest first',
  query: z.object({
    ...pageQuery,
    flowId: z.string().optional(),
    state: z.enum(eventStates).optional(),
    from: z.iso.datetime().optional(),
  }),
  reply: pageOf(eventSummary),
});

export const searchEvents = endpoint({
  id: 'searchEvents',
  method: 'GET',
  path: '/events/search',
  summary: 'Finds events by what they carried: a phone in any writing, an e-mail, a name, an id',
  query: z.object({
    ...pageQuery,
    flowId: z.string().optional(),
    state: z.enum(eventStates).optional(),
    text: z.string().overwrite(readSearchText).min(shortestSearchText).max(200),
    from: z.iso.datetime().optional(),
    to: z.iso.datetime().optional(),
  }),
  reply: pageOf(eventSummary).extend({
    /** Each page goes a bounded way back: the time it came to; null when all was searched. */
    searchedTo: z.iso.datetime().nullable(),
    /** When it was looked, on the server's clock: whoever looks again asks for what came from about then on. */
    searchedAt: z.iso.datetime(),
  }),
});

export const getEvent = endpoint({
  id: 'getEvent',
  method: 'GET',
  path: '/events/{id}',
  summary: 'Reads one request as it came and as it was understood',
  params: idParam,
  reply: eventView,
  errors: ['event_not_found'],
});

export const listRuns = endpoint({
  id: 'listRuns',
  method: 'GET',
  path: '/runs',
  summary: 'Lists runs, newest first',
  query: z.object({
    ...pageQuery,
    flowId: z.string().optional(),
    status: z.enum(runStates).optional(),
    text: z.string().max(200).optional(),
    from: z.iso.datetime().optional(),
    to: z.iso.datetime().optional(),
  }),
  reply: pageOf(runSummary),
});

export const getRun = endpoint({
  id: 'getRun',
  method: 'GET',
  path: '/runs/{id}',
  summary: 'Reads a run with the input, output and tries of every step',
  params: idParam,
  reply: runView,
  errors: ['run_not_found'],
});

export const replayRun = endpoint({
  id: 'replayRun',
  method: 'POST',
  path: '/runs/{id}/replay',
  summary: 'Repeats a run; effects that are done are not done again when it starts at the failure',
  status: 202,
  params: idParam,
  body: z.strictObject({
    from: z.enum(['start', 'failed']).default('failed'),
    version: z.enum(['pinned', 'published']).default('pinned'),
  }),
  reply: z.object({ runId: z.string() }),
  errors: ['run_not_found', 'run_state_conflict', 'flow_invalid'],
});

export const cancelRun = endpoint({
  id: 'cancelRun',
  method: 'POST',
  path: '/runs/{id}/cancel',
  summary: 'Ends an open run without doing the rest of it',
  params: idParam,
  reply: z.object({ runId: z.string() }),
  errors: ['run_not_found', 'run_state_conflict'],
});

export const resolveRun = endpoint({
  id: 'resolveRun',
  method: 'POST',
  path: '/runs/{id}/resolve',
  summary: 'Answers whether an effect with an unknown outcome happened',
  params: idParam,
  body: z.strictObject({ answer: z.enum(['it_happened', 'it_did_not', 'check_again']) }),
  reply: z.object({ runId: z.string() }),
  /** `not_allowed`: the key of a program was asked for a person's word. */
  errors: ['run_not_found', 'run_state_conflict', 'not_allowed'],
});
