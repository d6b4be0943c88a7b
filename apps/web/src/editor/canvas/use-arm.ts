import type { Place } from '@hookline/contract';
import { useCallback } from 'react';
import { useEditorTools } from '../state/editor-context.js';

/** Chooses the gap for the next palette item and shows the palette. */
export function useArm(): (place: Place | null) => void {
  const { store } = useEditorTools();
  return useCallback(
    (place) => {
      store.setState((state) => ({
        armed: place,
        isPaletteOpen: true,
        searchTurn: state.searchTurn + 1,
      }));
    },
    [store],
  );
}
