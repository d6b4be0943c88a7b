import type { TemplateFault } from '../problem/template-error.js';
import { planTemplate } from './plan-template.js';

/** Every problem of a template with its line and column; none when it may be published. */
export function checkTemplate(source: string): readonly TemplateFault[] {
  return planTemplate(source).problems;
}
