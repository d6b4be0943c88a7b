import { useEditor } from './editor-context.js';
import type { EditorState } from './editor-store.js';
import type { StepProblem } from './locate-problems.js';

const problemsOf = (state: EditorState) => state.problems;

/** Everything that is wrong with the draft, step by step. */
export function useAllProblems(): readonly StepProblem[] {
  return [...useEditor(problemsOf).values()].flat();
}
