import type { TemplateProblem } from '../problem/template-error.js';

/** Ends the evaluation of one call (`default` may catch it) or, when it is fatal, of the whole render. */
// Not an Error: nobody reads its stack, and taking one costs more than the rest of a render.
export class RenderStop {
  line = 0;
  column = 0;

  constructor(
    readonly code: string,
    readonly message: string,
    readonly isFatal = false,
  ) {}

  toProblem(): TemplateProblem {
    const { code, message, line, column } = this;
    return { code, message, line: Math.max(1, line), column };
  }
}
