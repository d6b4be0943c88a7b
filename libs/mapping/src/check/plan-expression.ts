import type { JsonValue } from '@hookline/contract';
import { findHelper } from '../helpers/find-helper.js';
import type { CallParts, ExpressionNode, LiteralNode, Place } from '../parse/syntax-tree.js';
import { checkArguments } from './check-arguments.js';
import type { PlanExpression } from './plan.js';
import { addProblem, type PlanNotes } from './plan-notes.js';
import { planPath } from './plan-path.js';
import { suggestHelper } from './suggest-helper.js';

type At = { readonly depth: number; readonly notes: PlanNotes };

export function planExpression(node: ExpressionNode, at: At): PlanExpression {
  if (node.type === 'PathExpression') return planPath(node, at.depth, at.notes);
  if (node.type === 'SubExpression') return planCall(node, node.loc, at);
  return planLiteral(node);
}

export function planLiteral(node: LiteralNode): PlanExpression {
  return { kind: 'literal', value: literalValue(node) };
}

function literalValue(node: LiteralNode): JsonValue {
  return node.type === 'NullLiteral' || node.type === 'UndefinedLiteral' ? null : node.value;
}

export function planCall(node: CallParts, place: Place, at: At): PlanExpression {
  const values = node.params.map((param) => planExpression(param, at));
  const named = new Map(
    (node.hash?.pairs ?? []).map((pair) => [pair.key, planExpression(pair.value, at)]),
  );
  const name = node.path.type === 'PathExpression' ? node.path.original : '';
  const helper = findHelper(name);
  if (!helper) {
    addProblem(at.notes, place, ['unknown_helper', sayUnknown(name), name]);
    return { kind: 'literal', value: null };
  }
  const problem = checkArguments(helper, values.length, named);
  if (problem) addProblem(at.notes, place, problem);
  const { line, column } = place.start;
  return { kind: 'call', helper, values, named, line, column };
}

function sayUnknown(name: string): string {
  const guess = suggestHelper(name);
  return `There is no helper "${name}".${guess ? ` Did you mean "${guess}"?` : ''}`;
}
