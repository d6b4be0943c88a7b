import { Portal } from '@mantine/core';
import { useEditor } from '../state/editor-context.js';
import type { EditorState } from '../state/editor-store.js';

const draggedOf = (state: EditorState) => state.dragged;

/** What hangs on the pointer while something is dragged. */
export function DragGhost() {
  const dragged = useEditor(draggedOf);
  if (!dragged) return null;
  return (
    <Portal>
      <div
        className="hl-ghost"
        aria-hidden
        style={{ transform: `translate(${dragged.x + 10}px, ${dragged.y + 8}px)` }}
      >
        {dragged.label}
      </div>
    </Portal>
  );
}
