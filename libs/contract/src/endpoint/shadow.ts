import { z } from 'zod';
import { shadowBatch } from '../run/shadow-view.js';
import { endpoint, idParam } from './endpoint.js';

export const maxShadowEvents = 1_000;

export const shadowRun = endpoint({
  id: 'shadowRun',
  method: 'POST',
  path: '/flows/{id}/shadow-run',
  summary:
    'Works out, without any effect, what the draft would do of the last events, a batch at a time',
  params: idParam,
  body: z.strictObject({
    /** The draft that is meant: another one meanwhile is refused. */
    revision: z.number().int(),
    /** Absent: the newest events; then the `nextCursor` of the batch before. */
    cursor: z.string().max(100).optional(),
    limit: z.number().int().min(1).max(100).default(50),
    /** `records`: no request leaves; `allowed`: steps that only read ask their target. */
    reads: z.enum(['records', 'allowed']).default('records'),
  }),
  reply: shadowBatch,
  errors: [
    'flow_not_found',
    'flow_invalid',
    'flow_schema_newer',
    'draft_changed',
    'worker_unavailable',
  ],
});
