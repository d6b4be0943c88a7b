import { memo } from 'react';
import { useEditor } from '../state/editor-context.js';
import type { EditorState } from '../state/editor-store.js';
import { useProblems } from '../state/use-problems.js';
import { StepState } from './StepState.js';

const triedOf = (state: EditorState) => state.tried;

/** The state of a step, for those who know but its id. */
export const StepChip = memo(function StepChip({ id }: { id: string }) {
  const problemCount = useProblems(id).length;
  const tried = useEditor(triedOf)[id];
  return <StepState problemCount={problemCount} tried={tried} />;
});
