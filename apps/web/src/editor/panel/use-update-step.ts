import type { StepPatch } from '@hookline/contract';
import { useCallback } from 'react';
import { useEditorTools } from '../state/editor-context.js';
import { tryDeed } from '../state/try-deed.js';

/** Changes a step; what is typed into one field in one go is one step of undo. */
export function useUpdateStep(id: string): (patch: StepPatch, group?: string) => void {
  const { store } = useEditorTools();
  return useCallback(
    (patch, group) => {
      const name = group ?? Object.keys(patch).join();
      const { apply } = store.getState();
      tryDeed(() => apply({ type: 'update_step', id, patch }, `${id}:${name}`));
    },
    [store, id],
  );
}
