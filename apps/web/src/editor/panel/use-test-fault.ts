import { useMemo } from 'react';
import { useEditor } from '../state/editor-context.js';
import type { EditorState } from '../state/editor-store.js';
import { useStep } from '../state/use-step.js';

const triedOf = (state: EditorState) => state.tried;

/** What the last test said against a field, for as long as the step stays as it was tested. */
export function useTestFault(stepId: string) {
  const tried = useEditor(triedOf)[stepId];
  const step = useStep(stepId);
  return useMemo(() => {
    const error = tried?.result.error;
    if (!error || error.pointer === null || tried?.step !== step) return null;
    const pointer = error.pointer.startsWith('/input') ? error.pointer : `/input${error.pointer}`;
    return { pointer, message: error.message };
  }, [tried, step]);
}
