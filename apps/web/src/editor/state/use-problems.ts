import { useMemo } from 'react';
import { useEditor } from './editor-context.js';
import type { EditorState } from './editor-store.js';
import type { StepProblem } from './locate-problems.js';

const none: readonly StepProblem[] = [];

const selectProblems = (stepId: string) => (state: EditorState) =>
  state.problems.get(stepId) ?? none;

/** What is wrong with one step, or with the trigger. */
export function useProblems(stepId: string): readonly StepProblem[] {
  return useEditor(useMemo(() => selectProblems(stepId), [stepId]));
}
