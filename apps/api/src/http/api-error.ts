import { errorCatalogue, type ErrorCode, type JsonValue } from '@hookline/contract';

/** What a person reads when a handler has nothing more exact to say. */
const usualWords: Partial<Record<ErrorCode, string>> = {
  invalid_request: 'The request is not as this endpoint wants it; see details.',
  not_signed_in: 'Sign in, or send an API key as "Authorization: Bearer <key>".',
  wrong_credentials: 'The e-mail address or the password is wrong.',
  not_allowed: 'You may not do this.',
  wrong_origin:
    'The request came from another site; send it from the address of this installation.',
  setup_token_wrong: 'The setup token is wrong; it is printed where Hookline was started.',
  not_found: 'There is nothing at this address.',
  hook_not_found: 'There is no webhook at this address.',
  run_not_found: 'There is no such run, or it is past the time that history is kept.',
  event_not_found: 'There is no such event, or it is past the time that history is kept.',
  method_not_allowed: 'This method is not answered here.',
  request_too_slow: 'The request took too long to arrive; send it again.',
  owner_exists: 'This installation already has an owner; sign in instead.',
  draft_revision_missing:
    'Send as `revision` the draftRevision of the draft that you changed, as GET /flows/{id} tells it, so that nobody overwrites what somebody else saved meanwhile.',
  draft_moved_on:
    'The draft has changed since the revision that you name; read it with GET /flows/{id} and publish that one.',
  body_too_large: 'The body is larger than this address takes.',
  unsupported_body: 'The body is not of a type that is taken here; send JSON.',
  too_many_requests: 'Too many tries; wait a while and try again.',
  proposal_unusable: "The model's answer was no flow. Say it in other words.",
  internal: 'Something went wrong on our side; it is logged under the request id.',
  model_failed:
    'The model could not answer this; say it in other words, or look at its connection.',
  worker_unavailable: 'No worker answered in time; try again.',
  try_later: 'The server cannot answer right now; try again in a few seconds.',
};

/** An answer that is not a success, by its code in the contract's catalogue. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ErrorCode;
  readonly details: JsonValue | undefined;

  constructor(
    code: ErrorCode,
    message?: string,
    options: { details?: JsonValue; cause?: unknown } = {},
  ) {
    super(message ?? usualWords[code] ?? wordsOf(code), { cause: options.cause });
    this.code = code;
    this.details = options.details;
  }

  get status(): number {
    return errorCatalogue[this.code].status;
  }
}

const wordsOf = (code: ErrorCode): string => {
  const words = code.replaceAll('_', ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
};
