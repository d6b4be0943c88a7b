import { locateStep, type Step } from '@hookline/contract';
import { useMemo } from 'react';
import { useEditor } from './editor-context.js';
import type { EditorState } from './editor-store.js';

const selectStep =
  (id: string) =>
  (state: EditorState): Step | undefined =>
    locateStep(state.document, id)?.step;

/** One step; it is the same object until it changes. */
export function useStep(id: string): Step | undefined {
  return useEditor(useMemo(() => selectStep(id), [id]));
}
