import type { Plan, PlanNode } from '../check/plan.js';
import type { BlockScope } from '../render/block-scope.js';
import type { RenderState } from '../render/render-state.js';
import { isTruthy } from '../value/is-truthy.js';
import { writeText } from '../value/write-text.js';
import { compileEach, compileWith } from './compile-block.js';
import { compileExpression } from './compile-expression.js';
import { compileQuietly } from './compile-quietly.js';

/** Writes one piece of a text into the state of a render. */
export type Write = (state: RenderState, scope: BlockScope | undefined) => void;

export function compilePlan(plan: Plan): Write {
  const writes = plan.map((node) => compileNode(node));
  return (state, scope) => {
    for (const write of writes) write(state, scope);
  };
}

function compileNode(node: PlanNode): Write {
  switch (node.kind) {
    case 'text': {
      const { text } = node;
      return (state) => {
        state.visit(1);
        state.write(text);
      };
    }
    case 'output': {
      const evaluate = compileExpression(node.expression);
      return (state, scope) => {
        state.visit(1);
        state.write(writeText(evaluate(state, scope)));
      };
    }
    case 'if':
      return compileIf(node);
    case 'each':
      return compileEach(node);
    case 'with':
      return compileWith(node);
  }
}

function compileIf(node: Extract<PlanNode, { kind: 'if' }>): Write {
  const when = compileQuietly(node.when);
  const then = compilePlan(node.then);
  const otherwise = compilePlan(node.otherwise);
  const { isNegated } = node;
  return (state, scope) => {
    state.visit(1);
    const write = isTruthy(when(state, scope)) === isNegated ? otherwise : then;
    write(state, scope);
  };
}
