import { useReactFlow } from '@xyflow/react';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { useEditor, useEditorTools } from '../state/editor-context.js';
import type { EditorState } from '../state/editor-store.js';
import { motionMs } from './motion-ms.js';
import { shownLayout } from './shown-layout.js';

const selectionOf = (state: EditorState) => state.selection;
const isPanelOpenOf = (state: EditorState) => state.isPanelOpen;
const border = 40;

/** Brings the chosen card into sight; when the panel takes room, into the middle of what is left. */
export function useKeepInView(canvas: RefObject<HTMLElement | null>): void {
  const { store } = useEditorTools();
  const { getViewport, setViewport } = useReactFlow();
  const selection = useEditor(selectionOf);
  const isPanelOpen = useEditor(isPanelOpenOf);
  const wasOpen = useRef(isPanelOpen);
  const width = useWidth(canvas);
  useEffect(() => {
    const isOpened = isPanelOpen && !wasOpen.current;
    wasOpen.current = isPanelOpen;
    const frame = requestAnimationFrame(() => {
      const box = canvas.current?.getBoundingClientRect();
      const item = shownLayout(store.getState()).items.find((one) => one.id === selection);
      if (!box || box.width === 0 || !item) return;
      const { x, y, zoom } = getViewport();
      const middle = box.width / 2 - ((item.x + item.width / 2) * zoom + x);
      const dx = isOpened ? middle : shift(item.x * zoom + x, item.width * zoom, box.width);
      const dy = shift(item.y * zoom + y, item.height * zoom, box.height);
      if (dx === 0 && dy === 0) return;
      void setViewport({ x: x + dx, y: y + dy, zoom }, { duration: motionMs() });
    });
    return () => cancelAnimationFrame(frame);
  }, [selection, isPanelOpen, width, store, canvas, getViewport, setViewport]);
}

/** How far to move so that `size` from `start` lies inside of `room`. */
function shift(start: number, size: number, room: number): number {
  if (start < border) return border - start;
  const over = start + size + border - room;
  return over > 0 ? -Math.min(over, start - border) : 0;
}

/** A panel that grows or shrinks changes what is in sight. */
function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0));
    if (element.current) observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
