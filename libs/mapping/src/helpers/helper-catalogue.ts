import type { HelperDescription } from './define-helper.js';
import { helpers } from './helpers.js';

/** Every helper with its words, examples and anti-examples; documentation and tests are made from it. */
export const helperCatalogue: readonly HelperDescription[] = helpers.map(
  ({ name, group, summary, parameters, examples, antiExamples }) => ({
    name,
    group,
    summary,
    parameters,
    examples,
    antiExamples,
  }),
);
