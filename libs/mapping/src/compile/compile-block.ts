import { isList, isObject } from '@hookline/contract';
import type { PlanNode } from '../check/plan.js';
import type { BlockScope } from '../render/block-scope.js';
import type { RenderState } from '../render/render-state.js';
import type { Value } from '../render/template-context.js';
import { isEmpty } from '../value/is-empty.js';
import { compileExpression } from './compile-expression.js';
import { compilePlan, type Target, type Write } from './compile-plan.js';

type BlockPlan = Extract<PlanNode, { kind: 'each' | 'with' }>;

export function compileEach(node: BlockPlan, target: Target): Write {
  const over = compileExpression(node.over);
  const body = compilePlan(node.body, target);
  const otherwise = compilePlan(node.otherwise, target);
  return (state, scope) => {
    state.visit(1);
    const holder = over(state, scope);
    if (isEmpty(holder)) otherwise(state, scope);
    else if (isList(holder)) repeat(holder, { state, scope, body });
    else if (isObject(holder)) {
      const keys = Object.keys(holder);
      repeat(
        keys.map((key) => holder[key]),
        { state, scope, body, keys },
      );
    } else otherwise(state, scope);
  };
}

type Repetition = {
  readonly state: RenderState;
  readonly scope: BlockScope | undefined;
  readonly body: Write;
  readonly keys?: readonly string[];
};

function repeat(values: readonly Value[], { state, scope, body, keys }: Repetition): void {
  const last = values.length - 1;
  for (const [index, value] of values.entries()) {
    state.visit(1);
    const key = keys ? keys[index] : index;
    const flags = { isFirst: index === 0, isLast: index === last };
    body(state, { value, parent: scope, index, key, ...flags });
  }
}

export function compileWith(node: BlockPlan, target: Target): Write {
  const over = compileExpression(node.over);
  const body = compilePlan(node.body, target);
  const otherwise = compilePlan(node.otherwise, target);
  return (state, scope) => {
    state.visit(1);
    const value = over(state, scope);
    if (isEmpty(value)) otherwise(state, scope);
    else body(state, withScope(value, scope));
  };
}

function withScope(value: Value, parent: BlockScope | undefined): BlockScope {
  // `@index` inside a `with` still means the loop around it.
  const { index, key, isFirst, isLast } = parent ?? {
    index: undefined,
    key: undefined,
    isFirst: undefined,
    isLast: undefined,
  };
  return { value, parent, index, key, isFirst, isLast };
}
