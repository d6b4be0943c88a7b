import type { StepProblem } from './locate-problems.js';

/**
 * One fault once, whoever found it, so that all who count come to the same number. The page names the field, the server
 * the very place in it; and a name that is wrong is one fault of its field, however often it stands there.
 */
export function oneOfEach(all: readonly StepProblem[]): readonly StepProblem[] {
  const kept: StepProblem[] = [];
  for (const problem of all) if (!kept.some((one) => isSame(one, problem))) kept.push(problem);
  return kept;
}

function isSame(one: StepProblem, other: StepProblem): boolean {
  if (one.stepId !== other.stepId || one.code !== other.code || one.about !== other.about) {
    return false;
  }
  if (one.about !== undefined && fieldOf(one) === fieldOf(other)) return true;
  return isWithin(one.pointer, other.pointer) || isWithin(other.pointer, one.pointer);
}

const isWithin = (inner: string, outer: string): boolean => `${inner}/`.startsWith(`${outer}/`);

const fieldOf = ({ pointer }: StepProblem): string => pointer.split('/', 3).join('/');
