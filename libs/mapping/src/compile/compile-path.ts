import type { PlanPath } from '../check/plan.js';
import type { Evaluate } from '../helpers/helper-call.js';
import type { BlockScope } from '../render/block-scope.js';
import type { TemplateContext, Value } from '../render/template-context.js';
import { readMember } from '../value/read-member.js';

export function compilePath(plan: PlanPath): Evaluate {
  const { up, parts, label } = plan;
  const start = compileStart(plan);
  const rest = plan.from === 'root' ? parts.slice(1) : parts;
  return (state, scope) => {
    state.visit(1);
    let value = start(state.context, climb(scope, up));
    for (const part of rest) {
      if (value === undefined) break;
      value = readMember(value, part);
    }
    if (value === undefined) state.noteMissing(label);
    return value;
  };
}

type Start = (context: TemplateContext, scope: BlockScope | undefined) => Value;

function compileStart({ from, parts }: PlanPath): Start {
  const [first] = parts;
  switch (from) {
    case 'root':
      // The whole context is no value of its own: `this` outside a block is missing.
      return (context) => (first === undefined ? undefined : readRoot(context, first));
    case 'scope':
      return (_, scope) => scope?.value;
    case 'index':
      return (_, scope) => scope?.index;
    case 'key':
      return (_, scope) => scope?.key;
    case 'first':
      return (_, scope) => scope?.isFirst;
    case 'last':
      return (_, scope) => scope?.isLast;
  }
}

function readRoot(context: TemplateContext, name: string): Value {
  if (name === '__proto__' || name === 'constructor' || name === 'prototype') return undefined;
  return Object.hasOwn(context, name) ? context[name] : undefined;
}

function climb(scope: BlockScope | undefined, up: number): BlockScope | undefined {
  let at = scope;
  for (let step = 0; step < up; step += 1) at = at?.parent;
  return at;
}
