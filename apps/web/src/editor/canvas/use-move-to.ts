import { useReactFlow, useStoreApi, type Viewport } from '@xyflow/react';
import { useCallback } from 'react';
import { useEditorTools } from '../state/editor-context.js';
import { flowBox } from './flow-box.js';
import { keepInSight } from './keep-in-sight.js';
import { shownLayout } from './shown-layout.js';

/** Moves the canvas to a view, or to the nearest one from which the flow is in sight. */
export function useMoveTo(): (view: Viewport) => void {
  const { store } = useEditorTools();
  const flow = useStoreApi();
  const { setViewport, getViewport } = useReactFlow();
  return useCallback(
    (view) => {
      const to = keepInSight(view, flowBox(shownLayout(store.getState())), flow.getState());
      const { x, y, zoom } = getViewport();
      if (to.x !== x || to.y !== y || to.zoom !== zoom) void setViewport(to);
    },
    [store, flow, setViewport, getViewport],
  );
}
