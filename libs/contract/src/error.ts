import { z } from 'zod';

/** Every error that the API answers with: its status and how loudly the server logs it. */
export const errorCatalogue = {
  invalid_request: { status: 400, log: 'debug' },
  not_signed_in: { status: 401, log: 'debug' },
  wrong_credentials: { status: 401, log: 'info' },
  not_allowed: { status: 403, log: 'warn' },
  wrong_origin: { status: 403, log: 'warn' },
  setup_token_wrong: { status: 403, log: 'warn' },
  not_found: { status: 404, log: 'debug' },
  hook_not_found: { status: 404, log: 'debug' },
  flow_not_found: { status: 404, log: 'debug' },
  version_not_found: { status: 404, log: 'debug' },
  run_not_found: { status: 404, log: 'debug' },
  replay_not_found: { status: 404, log: 'debug' },
  event_not_found: { status: 404, log: 'debug' },
  connection_not_found: { status: 404, log: 'debug' },
  table_not_found: { status: 404, log: 'debug' },
  row_not_found: { status: 404, log: 'debug' },
  template_not_found: { status: 404, log: 'debug' },
  catcher_not_found: { status: 404, log: 'debug' },
  proposal_not_found: { status: 404, log: 'debug' },
  message_not_found: { status: 404, log: 'debug' },
  method_not_allowed: { status: 405, log: 'debug' },
  request_too_slow: { status: 408, log: 'debug' },
  owner_exists: { status: 409, log: 'info' },
  draft_changed: { status: 409, log: 'debug' },
  draft_moved_on: { status: 409, log: 'debug' },
  flow_schema_newer: { status: 409, log: 'info' },
  flow_state_conflict: { status: 409, log: 'debug' },
  flow_feeds_others: { status: 409, log: 'debug' },
  run_state_conflict: { status: 409, log: 'debug' },
  connection_in_use: { status: 409, log: 'debug' },
  table_in_use: { status: 409, log: 'debug' },
  too_many_catchers: { status: 409, log: 'debug' },
  name_taken: { status: 409, log: 'debug' },
  body_too_large: { status: 413, log: 'debug' },
  unsupported_body: { status: 415, log: 'debug' },
  flow_invalid: { status: 422, log: 'debug' },
  draft_revision_missing: { status: 422, log: 'debug' },
  connection_invalid: { status: 422, log: 'debug' },
  secret_needed_again: { status: 422, log: 'info' },
  selection_too_large: { status: 422, log: 'debug' },
  proposal_unusable: { status: 422, log: 'debug' },
  row_invalid: { status: 422, log: 'debug' },
  too_many_requests: { status: 429, log: 'info' },
  internal: { status: 500, log: 'error' },
  model_failed: { status: 502, log: 'info' },
  worker_unavailable: { status: 503, log: 'warn' },
  try_later: { status: 503, log: 'warn' },
} as const satisfies Record<string, { status: number; log: 'debug' | 'info' | 'warn' | 'error' }>;

export type ErrorCode = keyof typeof errorCatalogue;
export const errorCodes: readonly string[] = Object.keys(errorCatalogue);

/** The body of every answer that is not a success. */
export const errorBody = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    details: z.json().optional(),
    requestId: z.string(),
  }),
});
export type ErrorBody = z.infer<typeof errorBody>;
