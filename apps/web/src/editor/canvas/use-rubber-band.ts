import { useReactFlow } from '@xyflow/react';
import { useCallback, useState, type PointerEvent } from 'react';
import { useEditorTools } from '../state/editor-context.js';
import { cardsWithin, type Corners } from './cards-within.js';
import { shownLayout } from './shown-layout.js';
import { trackPointer } from './track-pointer.js';

/** With Shift held, a drag over the empty canvas chooses all cards that it touches. */
export function useRubberBand() {
  const { store } = useEditorTools();
  const { screenToFlowPosition } = useReactFlow();
  const [band, setBand] = useState<Corners | null>(null);
  const onPointerDown = useCallback(
    (event: PointerEvent) => {
      if (!mayStart(event) || store.getState().mode !== 'edit') return;
      const from = { x: event.clientX, y: event.clientY };
      trackPointer(event.nativeEvent, {
        move: (to) => {
          setBand({ from, to });
          const corners = { from: screenToFlowPosition(from), to: screenToFlowPosition(to) };
          store.getState().pickThese(cardsWithin(shownLayout(store.getState()), corners));
        },
        // The band is held to the screen, so the canvas stands still under it.
        nearEdge: () => undefined,
        drop: () => setBand(null),
        cancel: () => {
          setBand(null);
          store.getState().unpick();
        },
      });
    },
    [store, screenToFlowPosition],
  );
  return { band, onPointerDown };
}

function mayStart({ shiftKey, button, target }: PointerEvent): boolean {
  if (!shiftKey || button !== 0 || !(target instanceof Element)) return false;
  return target.closest('[data-card], button, input, [role="toolbar"], [role="menu"]') === null;
}
