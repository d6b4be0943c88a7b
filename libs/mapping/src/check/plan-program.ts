import type {
  BlockNode,
  ExpressionNode,
  MustacheNode,
  ProgramNode,
  StatementNode,
} from '../parse/syntax-tree.js';
import type { Plan, PlanExpression, PlanNode } from './plan.js';
import { planCall, planExpression, planLiteral } from './plan-expression.js';
import { planPath } from './plan-path.js';
import { addProblem, type PlanNotes } from './plan-notes.js';

const nothing: PlanExpression = { kind: 'literal', value: null };

/** Turns a parsed program into a plan; `depth` counts the blocks around it that change `this`. */
export function planProgram(
  program: ProgramNode | undefined,
  depth: number,
  notes: PlanNotes,
): Plan {
  return (program?.body ?? []).flatMap((node) => planStatement(node, depth, notes) ?? []);
}

function planStatement(node: StatementNode, depth: number, notes: PlanNotes): PlanNode | undefined {
  switch (node.type) {
    case 'ContentStatement':
      return node.value === '' ? undefined : { kind: 'text', text: node.value };
    case 'CommentStatement':
      return undefined;
    case 'MustacheStatement':
      return { kind: 'output', expression: planOutput(node, depth, notes) };
    case 'BlockStatement':
      return planBlock(node, depth, notes);
    case 'PartialStatement':
    case 'PartialBlockStatement':
      addProblem(notes, node.loc, [
        'partial',
        'Partials ({{> name}}) are not part of this language.',
      ]);
      return undefined;
    default:
      addProblem(notes, node.loc, [
        'decorator',
        'Decorators ({{* name}}) are not part of this language.',
      ]);
      return undefined;
  }
}

function planOutput(node: MustacheNode, depth: number, notes: PlanNotes): PlanExpression {
  if (!node.escaped) {
    const message =
      '{{{x}}} and {{&x}} are not needed: {{x}} is never changed. For HTML, escape with {{html x}}.';
    addProblem(notes, node.loc, ['raw_output', message]);
  }
  const isCall = node.params.length > 0 || (node.hash?.pairs.length ?? 0) > 0;
  if (isCall) return planCall(node, node.loc, { depth, notes });
  return node.path.type === 'PathExpression'
    ? planPath(node.path, depth, notes)
    : planLiteral(node.path);
}

function planBlock(node: BlockNode, depth: number, notes: PlanNotes): PlanNode | undefined {
  const name = node.path.type === 'PathExpression' ? node.path.original : '';
  // Only a raw block comes out of the parser without an `inverse` of its own.
  if (!Object.hasOwn(node, 'inverse')) {
    addProblem(notes, node.loc, [
      'raw_block',
      'Raw blocks ({{{{name}}}}) are not part of this language.',
    ]);
    return undefined;
  }
  const over = planArgument(node, name, { depth, notes });
  if (name === 'if' || name === 'unless') {
    const then = planProgram(node.program, depth, notes);
    const otherwise = planProgram(node.inverse, depth, notes);
    return { kind: 'if', when: over, isNegated: name === 'unless', then, otherwise };
  }
  if (name !== 'each' && name !== 'with') {
    const message = `There is no block "${name}". Blocks are if, unless, each and with.`;
    addProblem(notes, node.loc, ['unknown_block', message, name]);
    return undefined;
  }
  const body = planProgram(node.program, depth + 1, notes);
  return { kind: name, over, body, otherwise: planProgram(node.inverse, depth, notes) };
}

function planArgument(
  node: BlockNode,
  name: string,
  at: { depth: number; notes: PlanNotes },
): PlanExpression {
  const [argument, ...more]: readonly ExpressionNode[] = node.params;
  if (node.program?.blockParams ?? node.inverse?.blockParams) {
    const message = 'Block parameters (as |name|) are not supported: use this, @index and @key.';
    addProblem(at.notes, node.loc, ['block_params', message]);
  }
  if (node.hash) {
    addProblem(at.notes, node.loc, ['unknown_option', `{{#${name}}} takes no options.`, name]);
  }
  if (!argument || more.length > 0) {
    const message = `{{#${name}}} takes exactly one value, for example {{#${name} trigger.Name}}.`;
    addProblem(at.notes, node.loc, ['block_argument', message, name]);
  }
  return argument ? planExpression(argument, at) : nothing;
}
