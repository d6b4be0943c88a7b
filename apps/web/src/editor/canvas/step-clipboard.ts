import { flowDocument, type Step } from '@hookline/contract';

const mark = 'hookline/steps@1';

/** Steps as text, so that they travel between flows, windows and messages. */
export function stepsToText(steps: readonly Step[]): string {
  return JSON.stringify({ [mark]: steps }, null, 2);
}

/** The steps in a pasted text; none when it is something else. */
export function stepsFromText(text: string): readonly Step[] {
  const parsed = parse(text);
  if (typeof parsed !== 'object' || parsed === null || !(mark in parsed)) return [];
  const result = flowDocument.shape.steps.safeParse(Object.values(parsed)[0]);
  return result.success ? result.data : [];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
