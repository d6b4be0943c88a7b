import type { Plan } from '../check/plan.js';
import type { Evaluate } from '../helpers/helper-call.js';
import { compileExpression } from './compile-expression.js';
import { compilePlan, type Target } from './compile-plan.js';

/** Exactly one expression keeps its type, but in HTML, which is text; anything else is text. */
export function compileLeaf(plan: Plan, target: Target): Evaluate {
  const [only, ...more] = plan;
  if (target === 'text' && only?.kind === 'output' && more.length === 0) {
    return compileExpression(only.expression);
  }
  const write = compilePlan(plan, target);
  return (state) => {
    state.output = '';
    write(state, undefined);
    return state.output;
  };
}
