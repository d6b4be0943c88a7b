import { toPointer, type FlowProblem, type JsonValue, type PlacedStep } from '@hookline/contract';
import { checkValue, compileValue } from '@hookline/mapping';
import { problem } from './flow-problem.js';

/** What a step in a loop has besides. */
const itemRoots = new Set(['item', 'index']);
const roots = new Set(['trigger', 'event', 'steps', 'flow', 'run', 'workspace', 'now']);

/**
 * Checks that the templates of a step start from what there is: the roots, and the outputs of steps that
 * surely ran before it.
 */
export function checkReferences(
  placed: PlacedStep,
  stepIds: ReadonlySet<string>,
): readonly FlowProblem[] {
  return templatesOf(placed).flatMap(({ pointer, text }) => {
    // What does not even parse is reported as such, elsewhere.
    if (checkValue(text).length > 0) return [];
    return compileValue(text).paths.flatMap((path) => {
      const trouble = judge(path, placed, stepIds);
      return trouble === null ? [] : [problem(pointer, trouble.code, trouble)];
    });
  });
}

type Trouble = {
  readonly code:
    'item_outside' | 'own_result' | 'reference_gone' | 'unknown_reference' | 'unknown_root';
  readonly message: string;
  readonly about: string;
};

function judge(path: string, placed: PlacedStep, stepIds: ReadonlySet<string>): Trouble | null {
  const [root = '', stepId] = split(path);
  if (itemRoots.has(root)) {
    if (placed.loops.length > 0) return null;
    const message = `"${root}" is there only inside of a loop`;
    return { code: 'item_outside', message, about: root };
  }
  if (!roots.has(root)) {
    const message = `"${root}" is nothing that a template can start from; start from ${[...roots].join(', ')}`;
    return { code: 'unknown_root', message, about: root };
  }
  if (root !== 'steps' || stepId === undefined || placed.before.includes(stepId)) return null;
  if (stepId === placed.step.id) {
    const message = `the step "${stepId}" cannot use its own result`;
    return { code: 'own_result', message, about: stepId };
  }
  if (!stepIds.has(stepId)) {
    return { code: 'reference_gone', message: `there is no step "${stepId}"`, about: stepId };
  }
  const message = `the step "${stepId}" does not always run before this one`;
  return { code: 'unknown_reference', message, about: stepId };
}

/** `steps.lead.[a b].c` into its parts. */
function split(path: string): readonly string[] {
  return [...path.matchAll(/\[([^\]]*)\]|([^.[\]]+)/g)].map(
    ([, bracketed, plain]) => bracketed ?? plain ?? '',
  );
}

type Leaf = { readonly pointer: string; readonly text: string };

function templatesOf({ step, pointer }: PlacedStep): readonly Leaf[] {
  switch (step.type) {
    case 'action':
      return leavesOf(step.input, [], `${pointer}/input`);
    case 'filter':
      return leavesOf(asJson(step.when), [], `${pointer}/when`);
    case 'branch':
      return step.branches.flatMap((branch, index) =>
        leavesOf(asJson(branch.when), [], `${pointer}/branches/${index}/when`),
      );
    case 'respond':
      return leavesOf(asJson(step.reply), [], `${pointer}/reply`);
    case 'loop':
      return leavesOf(step.items, [], `${pointer}/items`);
    case 'delay':
      return step.until === undefined ? [] : [{ pointer: `${pointer}/until`, text: step.until }];
  }
}

/** A condition or an answer came as JSON; this is the same value as the compiler may walk it. */
export function asJson(value: unknown): JsonValue {
  const copy: JsonValue = JSON.parse(JSON.stringify(value));
  return copy;
}

function leavesOf(value: JsonValue, path: readonly PropertyKey[], base: string): readonly Leaf[] {
  if (typeof value === 'string') {
    return value.includes('{{') ? [{ pointer: base + toPointer(path), text: value }] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key], base));
}
