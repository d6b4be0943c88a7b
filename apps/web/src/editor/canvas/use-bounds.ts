import { useStoreApi } from '@xyflow/react';
import { useEffect } from 'react';
import { useEditorTools } from '../state/editor-context.js';
import { flowBox } from './flow-box.js';
import { roomAround } from './keep-in-sight.js';
import { shownLayout } from './shown-layout.js';
import { useMoveTo } from './use-move-to.js';

/**
 * Keeps the canvas near its flow. Told to the library past its own state, and only where the zoom, the flow or the
 * window changed: a move of the canvas is no reason to work anything out.
 */
export function useBounds(): void {
  const { store } = useEditorTools();
  const flow = useStoreApi();
  const moveTo = useMoveTo();
  useEffect(() => {
    let last: readonly unknown[] = [];
    const bind = () => {
      const { panZoom, width, height, transform } = flow.getState();
      const [x, y, zoom] = transform;
      const layout = shownLayout(store.getState());
      const now = [panZoom, width, height, zoom, layout];
      if (panZoom === null || width === 0 || now.every((one, at) => one === last[at])) return;
      const isOther = last.length > 0 && layout !== last.at(-1);
      last = now;
      panZoom.setTranslateExtent(roomAround(flowBox(layout), { width, height }, zoom));
      // Steps that are gone may have been all that was in sight.
      if (isOther) moveTo({ x, y, zoom });
    };
    bind();
    const leaves = [flow.subscribe(bind), store.subscribe(bind)];
    return () => leaves.forEach((leave) => leave());
  }, [flow, store, moveTo]);
}
