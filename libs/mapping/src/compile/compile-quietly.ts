import type { PlanExpression } from '../check/plan.js';
import type { Evaluate } from '../helpers/helper-call.js';
import { compileExpression } from './compile-expression.js';

/** To ask whether a value is there is no gap when it is not: what is missing here is not reported. */
export function compileQuietly(plan: PlanExpression): Evaluate {
  const evaluate = compileExpression(plan);
  return (state, scope) => {
    const known = state.missing.length;
    const value = evaluate(state, scope);
    state.missing.length = known;
    return value;
  };
}
