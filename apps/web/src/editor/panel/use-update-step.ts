import type { StepPatch } from '@hookline/contract';
import { useCallback } from 'react';
import { useEditorTools } from '../state/editor-context.js';

/** Changes a step; what is typed into one field in one go is one step of undo. */
export function useUpdateStep(id: string): (patch: StepPatch, group?: string) => void {
  const { store } = useEditorTools();
  return useCallback(
    (patch, group) => {
      const name = group ?? Object.keys(patch).join();
      store.getState().apply({ type: 'update_step', id, patch }, `${id}:${name}`);
    },
    [store, id],
  );
}
