import { z } from 'zod';
import { flowDocument, type FlowDocument } from './document.js';
import type { Step } from './step.js';
import { codeOfIssue, type FlowProblemCode } from './problem-codes.js';
import { walkSteps } from './walk-steps.js';

/** So many steps stand in a flow, all its lists together. */
const mostSteps = 500;

/** One fault of a document: where it is (JSON pointer, RFC 6901), a stable code and plain words. */
export type FlowProblem = {
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
  /** What the words are about, as the owner wrote it: a name, a number. */
  readonly about?: string | undefined;
};

export type CheckedFlow =
  | { readonly ok: true; readonly document: FlowDocument }
  | { readonly ok: false; readonly problems: readonly FlowProblem[] };

export const flowProblem = z.object({
  pointer: z.string(),
  code: z.string(),
  message: z.string(),
  about: z.string().optional(),
});

/**
 * Reads an untrusted value as a flow document: its shape, unique step ids and its bounds.
 * What apps and actions ask of it is checked where they are known (the API, at publishing).
 */
export function checkFlow(value: unknown): CheckedFlow {
  const parsed = flowDocument.safeParse(value);
  if (!parsed.success) return { ok: false, problems: parsed.error.issues.flatMap(fromIssue) };
  const problems = [...sameIds(parsed.data), ...emptyDelays(parsed.data), ...tooMany(parsed.data)];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, document: parsed.data };
}

export function toPointer(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
}

/** A union reports the faults of the member that came closest, so that they point at the field. */
function fromIssue(issue: z.core.$ZodIssue): readonly FlowProblem[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [fromLeaf(issue, [])];
  if (issue.errors.every(isOtherKind)) {
    const pointer = toPointer([...issue.path, 'type']);
    return [found(pointer, 'unknown_step_type', issue.message)];
  }
  const closest = [...issue.errors].sort((a, b) => distance(a) - distance(b))[0] ?? [];
  return closest.flatMap((inner) => fromIssue({ ...inner, path: [...issue.path, ...inner.path] }));
}

/** A member whose `type` literal does not match is far away, however few faults it shows. */
function distance(issues: readonly z.core.$ZodIssue[]): number {
  return issues.length + (isOtherKind(issues) ? 1_000 : 0);
}

const isOtherKind = (issues: readonly z.core.$ZodIssue[]): boolean =>
  issues.some((issue) => issue.path.at(-1) === 'type' && issue.path.length === 1);

function fromLeaf(issue: z.core.$ZodIssue, base: readonly PropertyKey[]): FlowProblem {
  return found(toPointer([...base, ...issue.path]), codeOfIssue(issue), issue.message);
}

function found(pointer: string, code: FlowProblemCode, message: string): FlowProblem {
  return { pointer, code, message };
}

function idsOf(step: Step): readonly { id: string; at: string }[] {
  const own = { id: step.id, at: '/id' };
  if (step.type !== 'branch') return [own];
  return [
    own,
    ...step.branches.map((branch, index) => ({ id: branch.id, at: `/branches/${index}/id` })),
  ];
}

function sameIds(document: FlowDocument): readonly FlowProblem[] {
  const seen = new Set<string>();
  const problems: FlowProblem[] = [];
  for (const { step, pointer } of walkSteps(document)) {
    for (const { id, at } of idsOf(step)) {
      if (seen.has(id)) {
        const message = `the id "${id}" is used twice; give each step its own`;
        problems.push({ ...found(pointer + at, 'duplicate_step_id', message), about: id });
      }
      seen.add(id);
    }
  }
  return problems;
}

function emptyDelays(document: FlowDocument): readonly FlowProblem[] {
  return walkSteps(document).flatMap(({ step, pointer }) =>
    step.type === 'delay' && (step.for === undefined) === (step.until === undefined)
      ? [found(pointer, 'delay_time_unclear', 'a delay needs either "for" or "until"')]
      : [],
  );
}

function tooMany(document: FlowDocument): readonly FlowProblem[] {
  const count = walkSteps(document).length;
  if (count <= mostSteps) return [];
  const words = `${count} steps; ${mostSteps} are allowed. Go on in another flow and call its address`;
  return [found('/steps', 'too_many_steps', words)];
}
