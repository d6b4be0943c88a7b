/** Everything that a check can find in a template; what only its data can show is not among them. */
export const templateFaultCodes = [
  'block_argument',
  'block_params',
  'decorator',
  'missing_argument',
  'not_text',
  'nothing_named',
  'partial',
  'raw_block',
  'raw_output',
  'syntax',
  'too_deep',
  'too_long',
  'too_many_arguments',
  'too_many_parents',
  'unknown_block',
  'unknown_helper',
  'unknown_option',
  'unknown_variable',
] as const;
export type TemplateFaultCode = (typeof templateFaultCodes)[number];
