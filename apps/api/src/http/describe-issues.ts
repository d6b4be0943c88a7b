import { codeOfIssue } from '@hookline/contract';
import type { z } from 'zod';

export type Fault = { readonly pointer: string; readonly code?: string; readonly message: string };

type Issue = z.core.$ZodIssue;

/** What is wrong with an input, as JSON pointers with words; of a union's failures, the nearest form's. */
export function describeIssues(issues: readonly Issue[], base = ''): Fault[] {
  return issues.flatMap((issue) => describeIssue(issue, `${base}${pointerOf(issue.path)}`));
}

function describeIssue(issue: Issue, pointer: string): Fault[] {
  if (issue.code === 'invalid_union') {
    const isOfNoForm = issue.errors.length > 0 && issue.errors.every((one) => one.some(isWrongTag));
    if (isOfNoForm && issue.message !== 'Invalid input')
      return [{ pointer: `${pointer}/type`, code: 'unknown_step_type', message: issue.message }];
    const nearest = nearestForm(issue.errors);
    if (nearest) return describeIssues(nearest, pointer);
  }
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      pointer: `${pointer}${pointerOf([key])}`,
      code: issue.code,
      message: 'is not known here',
    }));
  }
  return [{ pointer, code: codeOfIssue(issue), message: issue.message }];
}

/** The form that the sender meant: one whose literal `type` fits, else the one with the fewest faults. */
function nearestForm(forms: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const meant = forms.filter((issues) => !issues.some(isWrongTag));
  const candidates = meant.length > 0 ? meant : forms;
  return [...candidates].sort((a, b) => a.length - b.length)[0];
}

const isWrongTag = (issue: Issue): boolean =>
  issue.code === 'invalid_value' && issue.path.length === 1 && issue.path[0] === 'type';

/** RFC 6901. */
function pointerOf(path: readonly PropertyKey[]): string {
  return path
    .map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}
