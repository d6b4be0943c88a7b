import type { TemplateFaultCode } from './template-fault-codes.js';

/** What is wrong with a template or its data, and where. `code` is stable; `message` is English for people. */
export type TemplateProblem = {
  code: string;
  message: string;
  line: number;
  column: number;
  path?: string;
  /** What it is about, as the author wrote it: the name of a helper, of a block, of a variable. */
  about?: string;
};

/** What a check found. */
export type TemplateFault = TemplateProblem & { code: TemplateFaultCode };

/** Thrown by `compileTemplate`, `compileValue` and `compileCondition`: nothing that cannot run is ever built. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';

  constructor(readonly problems: readonly TemplateFault[]) {
    super(
      problems.map((problem) => describeProblem(problem)).join('; ') || 'The template is wrong.',
    );
  }
}

function describeProblem({ message, line, column, path }: TemplateProblem): string {
  const where = `line ${line}, column ${column}`;
  return path ? `${message} (${path}, ${where})` : `${message} (${where})`;
}
