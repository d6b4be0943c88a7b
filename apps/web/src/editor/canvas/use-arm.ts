import type { Place } from '@hookline/contract';
import { useCallback } from 'react';
import { useEditorTools } from '../state/editor-context.js';

type How = { isByTouch?: boolean };

/** Chooses the gap for the next palette item and shows the palette, ready to be searched; a finger chooses from it. */
export function useArm(): (place: Place | null, how?: How) => void {
  const { store } = useEditorTools();
  return useCallback(
    (place, { isByTouch = false } = {}) => {
      store.setState((state) => ({
        armed: place,
        isPaletteOpen: true,
        searchTurn: state.searchTurn + 1,
        isSearchReady: !isByTouch,
      }));
    },
    [store],
  );
}
