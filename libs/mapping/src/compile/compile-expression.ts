import type { PlanCall, PlanExpression } from '../check/plan.js';
import { HelperCall, type CallShape, type Evaluate } from '../helpers/helper-call.js';
import { RenderStop } from '../render/render-stop.js';
import type { Value } from '../render/template-context.js';
import type { Helper } from '../helpers/define-helper.js';
import { compilePath } from './compile-path.js';

export function compileExpression(plan: PlanExpression): Evaluate {
  if (plan.kind === 'path') return compilePath(plan);
  if (plan.kind === 'call') return compileCall(plan);
  const { value } = plan;
  return () => value;
}

function compileCall(plan: PlanCall): Evaluate {
  const { helper, line, column } = plan;
  const shape: CallShape = {
    values: plan.values.map((value) => compileExpression(value)),
    named: new Map([...plan.named].map(([name, value]) => [name, compileExpression(value)])),
  };
  return (state, scope) => {
    state.visit(1);
    const known = state.missing.length;
    try {
      const value = runHelper(helper, new HelperCall(shape, state, scope));
      if (typeof value === 'string') state.requireRoom(value.length);
      if (helper.isTolerant) state.missing.length = known;
      return value;
    } catch (cause) {
      throw locate(cause, { name: helper.name, line, column });
    }
  };
}

function runHelper(helper: Helper, call: HelperCall): Value {
  if (helper.whenEmpty === 'run') return helper.run(call);
  const first = call.value(0);
  if (first === undefined || first === null) return first;
  const isBlank = helper.whenEmpty === 'skip' && typeof first === 'string' && first.trim() === '';
  return isBlank ? null : helper.run(call);
}

function locate(cause: unknown, at: { name: string; line: number; column: number }): RenderStop {
  // Anything else is a defect of the helper; the lead's run must end in a state a person can see all the same.
  const stop =
    cause instanceof RenderStop
      ? cause
      : new RenderStop('helper_failed', `"${at.name}" could not work with these values.`);
  if (stop.line === 0) {
    stop.line = at.line;
    stop.column = at.column;
  }
  return stop;
}
