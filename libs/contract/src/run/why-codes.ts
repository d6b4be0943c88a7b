/** What a run or a try can be said to have come to, whatever stands behind it. */
export const runErrorCodes = [
  'cancelled',
  'crashed_repeatedly',
  'internal',
  'needs_reconnect',
  'no_answer',
  'not_a_date',
  'not_a_list',
  'not_now',
  'outcome_unknown',
  'rejected',
  'restored',
  'run_timed_out',
  'skipped',
  'throttled',
  'too_many_items',
  'unavailable',
] as const;
export type RunErrorCode = (typeof runErrorCodes)[number];

/** What a target answered, by what is to be done about it. */
const ofAnswers = [
  'status_broken',
  'status_busy',
  'status_key',
  'status_key_missing',
  'status_moved',
  'status_not_found',
  'status_refused',
  'target_broken',
  'target_busy_said',
  'target_refused',
] as const;

/** Why no answer came, or none that could be read. */
const ofTheWay = [
  'answer_broken',
  'answer_late',
  'answer_too_large',
  'certificate_bad',
  'connect_failed',
  'connect_late',
  'connect_refused',
  'name_unknown',
  'request_cancelled',
  'step_late',
  'target_blocked',
  'target_busy',
  'target_down',
  'tries_used_up',
] as const;

const ofRequests = [
  'address_invalid',
  'address_login',
  'address_scheme',
  'body_not_json',
  'body_too_large',
  'form_without_names',
  'header_invalid',
  'header_name_invalid',
  'headers_too_large',
  'method_invalid',
] as const;

const ofConnections = [
  'bot_token_form',
  'bot_token_unknown',
  'connection_deleted',
  'connection_incomplete',
  'connection_none',
  'connection_other_host',
  'connection_waits',
  'database_away',
  'model_api_unknown',
  'model_key_form',
  'model_no_credit',
  'model_unknown',
] as const;

/** Why a field of a step was not filled with what it needs. */
const ofFields = [
  'field_boolean',
  'field_choice',
  'field_email',
  'field_emails_over',
  'field_emails_none',
  'field_empty',
  'field_list',
  'field_missing',
  'field_number',
  'field_object',
  'field_text',
  'field_url',
  'value_date',
  'value_email',
  'value_json',
  'value_not_in_table',
  'value_number',
  'value_phone',
  'value_too_large',
  'value_unfit',
  'value_zone',
] as const;

const ofMail = [
  'mail_address',
  'mail_broken',
  'mail_deferred',
  'mail_invalid',
  'mail_late',
  'mail_login',
  'mail_many_recipients',
  'mail_no_recipient',
  'mail_recipient',
  'mail_refused',
  'mail_sender',
  'mail_unknown',
] as const;

const ofSteps = [
  'action_unknown',
  'cancelled_by',
  'column_unknown',
  'column_value',
  'delay_no_date',
  'loop_no_list',
  'loop_too_long',
  'loop_too_many_rounds',
  'model_answer_cut',
  'model_answer_empty',
  'model_answer_not_json',
  'model_limit',
  'model_names_over',
  'model_text_too_long',
  'reply_address',
  'reply_too_long',
  'row_not_found',
  'row_unnamed',
  'table_unknown',
  'text_empty',
] as const;

/** Why a sender could not be told the address of a flow. */
const ofSources = [
  'source_bot_taken',
  'source_connection_gone',
  'source_connection_waits',
  'source_events_none',
  'source_field',
  'source_internal',
  'source_key_ended',
  'source_leaving',
  'source_not_found',
  'source_not_https',
  'source_nothing',
  'source_refused',
  'source_refused_said',
  'source_unknown',
  'source_unreachable',
] as const;

/** Why a question of the editor could not be answered. */
const ofQuestions = ['draft_changed', 'event_gone', 'list_unknown', 'step_gone'] as const;

/** What a check of a connection that works found. */
const ofChecks = [
  'works_bot',
  'works_mail',
  'works_model',
  'works_model_unlisted',
  'works_status',
  'works_untested',
  'works_untried',
] as const;

/** What lies behind an error of a run or a try, a check of a connection or the registration of an address, as far as Hookline itself knows it. */
export const whyCodes = [
  ...ofAnswers,
  ...ofTheWay,
  ...ofRequests,
  ...ofConnections,
  ...ofFields,
  ...ofMail,
  ...ofSteps,
  ...ofSources,
  ...ofQuestions,
  ...ofChecks,
] as const;
export type WhyCode = (typeof whyCodes)[number];
