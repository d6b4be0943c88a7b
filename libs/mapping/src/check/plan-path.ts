import { writePath } from '@hookline/contract';
import type { PathNode } from '../parse/syntax-tree.js';
import { rootNames } from '../render/template-context.js';
import type { PlanPath } from './plan.js';
import { addProblem, type PlanNotes } from './plan-notes.js';

/** Decides once where a path starts, so that no data can change what it means. */
export function planPath(node: PathNode, depth: number, notes: PlanNotes): PlanPath {
  if (node.data) return planVariable(node, depth, notes);
  const [first = ''] = node.parts;
  const isExplicit = node.depth > 0 || /^(?:this|\.)(?:[./]|$)/.test(node.original);
  const level = depth - node.depth;
  if (level < 0) {
    const message = `"${node.original}" leaves more blocks than there are around it.`;
    addProblem(notes, node.loc, ['too_many_parents', message, node.original]);
  }
  if (level <= 0 || (!isExplicit && rootNames.has(first))) return rootPath(node, node.parts, notes);
  const start = `${'../'.repeat(node.depth)}this`;
  const label = node.parts.length > 0 ? `${start}.${writePath(node.parts)}` : start;
  return { kind: 'path', from: 'scope', up: node.depth, parts: node.parts, label };
}

function planVariable(node: PathNode, depth: number, notes: PlanNotes): PlanPath {
  const [name = '', ...rest] = node.parts;
  if (name === 'root') return rootPath(node, rest, notes);
  const isLoopName = name === 'index' || name === 'key' || name === 'first' || name === 'last';
  if (isLoopName && rest.length === 0 && depth - node.depth > 0) {
    const label = `@${'../'.repeat(node.depth)}${name}`;
    return { kind: 'path', from: name, up: node.depth, parts: [], label };
  }
  const message = isLoopName
    ? `"@${name}" has a meaning only inside {{#each}}.`
    : `There is no "@${name}". There are @index, @key, @first, @last and @root.`;
  addProblem(notes, node.loc, ['unknown_variable', message, node.original]);
  return { kind: 'path', from: 'root', up: 0, parts: [], label: node.original };
}

function rootPath(node: PathNode, parts: readonly string[], notes: PlanNotes): PlanPath {
  const label = parts.length > 0 ? writePath(parts) : 'this';
  if (parts.length > 0) notes.paths.add(label);
  else {
    const message = `"${node.original}" names no value here: it means the item of a loop, inside {{#each}}. Name a field, like trigger.name.`;
    addProblem(notes, node.loc, ['nothing_named', message, node.original]);
  }
  return { kind: 'path', from: 'root', up: 0, parts, label };
}
