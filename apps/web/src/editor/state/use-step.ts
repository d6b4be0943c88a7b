import type { Step } from '@hookline/contract';
import { useMemo } from 'react';
import { useEditor } from './editor-context.js';
import type { EditorState } from './editor-store.js';
import { stepAt } from './step-at.js';

const selectStep =
  (id: string) =>
  (state: EditorState): Step | undefined =>
    stepAt(state.document, id);

/** One step; it is the same object until it changes. */
export function useStep(id: string): Step | undefined {
  return useEditor(useMemo(() => selectStep(id), [id]));
}
