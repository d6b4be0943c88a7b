import type { z } from 'zod';

/** What the shape of a document can be found to lack: the schemas' own codes, and those of our refinements. */
const ofShape = [
  'custom',
  'invalid_element',
  'invalid_format',
  'invalid_key',
  'invalid_type',
  'invalid_union',
  'invalid_value',
  'not_multiple_of',
  'too_big',
  'too_small',
  'unrecognized_keys',
  'answer_header',
  'answer_no_body',
  'answer_page',
  'answer_redirect',
  'branches_full',
  'mask_unreadable',
  'order_key_unreadable',
  'delay_time_unclear',
  'duplicate_step_id',
  'list_full',
  'too_many_steps',
  'unknown_step_type',
] as const;

const ofPublishing = [
  'connection_missing',
  'connection_not_used',
  'connection_secret_missing',
  'connection_unknown',
  'connection_wrong_app',
  'feed_feeds_others',
  'feed_full',
  'feed_is_fed',
  'feed_itself',
  'feed_other_source',
  'feed_unknown',
  'feed_unpublished',
  'feeds_others',
  'item_outside',
  'not_mappable',
  'order_key_masked',
  'own_result',
  'reference_gone',
  'required',
  'unknown_action',
  'unknown_app',
  'unknown_choice',
  'unknown_column',
  'unknown_reference',
  'unknown_root',
  'unknown_step',
  'unknown_table',
  'unknown_trigger',
  'addresses_unreadable',
  'value_boolean',
  'value_email',
  'value_emails_none',
  'value_emails_over',
  'value_list',
  'value_number',
  'value_object',
  'value_text',
  'value_url',
] as const;

/** Everything that can stand in the way of saving or publishing a flow, besides what is wrong in a template. */
export const flowProblemCodes = [...ofShape, ...ofPublishing] as const;
export type FlowProblemCode = (typeof flowProblemCodes)[number];

const isCode = (code: unknown): code is FlowProblemCode =>
  flowProblemCodes.some((known) => known === code);

/** Lists of a document that have an end, and what it is called to have reached it. */
const fullLists: Readonly<Record<string, FlowProblemCode>> = {
  steps: 'list_full',
  otherwise: 'list_full',
  branches: 'branches_full',
};

/** The code of what a schema found; a refinement of ours names its own in `params.problem`. */
export function codeOfIssue(issue: z.core.$ZodIssue): FlowProblemCode {
  if (issue.code === 'too_big' && issue.origin === 'array') {
    return fullLists[String(issue.path.at(-1))] ?? 'too_big';
  }
  const own: unknown = issue.code === 'custom' ? issue.params?.['problem'] : issue.code;
  return isCode(own) ? own : 'custom';
}
