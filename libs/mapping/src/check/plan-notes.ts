import type { Place } from '../parse/syntax-tree.js';
import type { TemplateFaultCode } from '../problem/template-fault-codes.js';
import type { TemplateFault } from '../problem/template-error.js';

/** What is gathered while a template is checked. */
export type PlanNotes = {
  readonly problems: TemplateFault[];
  /** Paths that start at a root, in the order of their first use. */
  readonly paths: Set<string>;
};

/** Its code, its words, and the name that they are about. */
export type FoundFault = readonly [code: TemplateFaultCode, message: string, about?: string];

export function addProblem(notes: PlanNotes, place: Place, found: FoundFault): void {
  const [code, message, about] = found;
  const { line, column } = place.start;
  notes.problems.push({ code, message, line, column, ...(about === undefined ? {} : { about }) });
}
