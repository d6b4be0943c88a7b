import type { Plan, PlanExpression, PlanNode } from '../check/plan.js';
import type { BlockScope } from '../render/block-scope.js';
import type { RenderState } from '../render/render-state.js';
import { escapeHtml } from '../value/escape-html.js';
import { isTruthy } from '../value/is-truthy.js';
import { writeText } from '../value/write-text.js';
import { compileEach, compileWith } from './compile-block.js';
import { compileExpression } from './compile-expression.js';
import { compileQuietly } from './compile-quietly.js';

/** Writes one piece of a text into the state of a render. */
export type Write = (state: RenderState, scope: BlockScope | undefined) => void;

/** What the text is for: in HTML every value is escaped, but one that the `html` helper escaped. */
export type Target = 'text' | 'html';

export function compilePlan(plan: Plan, target: Target): Write {
  const writes = plan.map((node) => compileNode(node, target));
  return (state, scope) => {
    for (const write of writes) write(state, scope);
  };
}

function compileNode(node: PlanNode, target: Target): Write {
  switch (node.kind) {
    case 'text': {
      const { text } = node;
      return (state) => {
        state.visit(1);
        state.write(text);
      };
    }
    case 'output':
      return compileOutput(node.expression, target);
    case 'if':
      return compileIf(node, target);
    case 'each':
      return compileEach(node, target);
    case 'with':
      return compileWith(node, target);
  }
}

function compileOutput(expression: PlanExpression, target: Target): Write {
  const evaluate = compileExpression(expression);
  const isEscaped = expression.kind === 'call' && expression.helper.name === 'html';
  const finish = target === 'html' && !isEscaped ? escapeHtml : (text: string) => text;
  return (state, scope) => {
    state.visit(1);
    state.write(finish(writeText(evaluate(state, scope))));
  };
}

function compileIf(node: Extract<PlanNode, { kind: 'if' }>, target: Target): Write {
  const when = compileQuietly(node.when);
  const then = compilePlan(node.then, target);
  const otherwise = compilePlan(node.otherwise, target);
  const { isNegated } = node;
  return (state, scope) => {
    state.visit(1);
    const write = isTruthy(when(state, scope)) === isNegated ? otherwise : then;
    write(state, scope);
  };
}
