import type { Plan } from '../check/plan.js';
import type { Evaluate } from '../helpers/helper-call.js';
import { compileExpression } from './compile-expression.js';
import { compilePlan } from './compile-plan.js';

/** Exactly one expression keeps its type; anything else is text. */
export function compileLeaf(plan: Plan): Evaluate {
  const [only, ...more] = plan;
  if (only?.kind === 'output' && more.length === 0) return compileExpression(only.expression);
  const write = compilePlan(plan);
  return (state) => {
    state.output = '';
    write(state, undefined);
    return state.output;
  };
}
