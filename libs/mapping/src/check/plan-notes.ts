import type { Place } from '../parse/syntax-tree.js';
import type { TemplateProblem } from '../problem/template-error.js';

/** What is gathered while a template is checked. */
export type PlanNotes = {
  readonly problems: TemplateProblem[];
  /** Paths that start at a root, in the order of their first use. */
  readonly paths: Set<string>;
};

export function addProblem(notes: PlanNotes, place: Place, problem: [string, string]): void {
  const [code, message] = problem;
  notes.problems.push({ code, message, line: place.start.line, column: place.start.column });
}
