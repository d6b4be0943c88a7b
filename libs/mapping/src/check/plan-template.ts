import { parseTemplate } from '../parse/parse-template.js';
import type { TemplateFault } from '../problem/template-error.js';
import type { Plan } from './plan.js';
import type { PlanNotes } from './plan-notes.js';
import { planProgram } from './plan-program.js';

export type PlannedTemplate = {
  readonly plan: Plan;
  readonly paths: readonly string[];
  readonly problems: readonly TemplateFault[];
};

export function planTemplate(source: string): PlannedTemplate {
  const parsed = parseTemplate(source);
  if (!parsed.program) return { plan: [], paths: [], problems: [parsed.problem] };
  const notes: PlanNotes = { problems: [], paths: new Set() };
  const plan = planProgram(parsed.program, 0, notes);
  return { plan, paths: [...notes.paths], problems: notes.problems };
}
