import { useReactFlow, useStoreApi, type Viewport } from '@xyflow/react';
import { useCallback, useRef } from 'react';
import { useEditorTools } from '../state/editor-context.js';
import { fittedView } from './first-view.js';
import { motionMs } from './motion-ms.js';
import { shownLayout } from './shown-layout.js';

/** Shows the flow as far as it can be read, and all of a long one when it is asked for again. */
export function useFit(): () => void {
  const { store } = useEditorTools();
  const flow = useStoreApi();
  const { getViewport, setViewport } = useReactFlow();
  const onItsWay = useRef<Viewport | null>(null);
  return useCallback(() => {
    const state = store.getState();
    const layout = shownLayout(state);
    const chosen = layout.items.find(({ id }) => id === state.selection);
    const now = onItsWay.current ?? getViewport();
    const view = fittedView(layout, { canvas: flow.getState(), now, chosen });
    onItsWay.current = view;
    void setViewport(view, { duration: motionMs() }).then(() => {
      if (onItsWay.current === view) onItsWay.current = null;
    });
  }, [store, flow, getViewport, setViewport]);
}
