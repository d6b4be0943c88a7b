import type { ClipboardEvent, KeyboardEvent } from 'react';
import { useEditorTools } from '../state/editor-context.js';
import { triggerId, type EditorStore } from '../state/editor-store.js';
import { findNeighbour, type Direction } from './find-neighbour.js';
import { layOut } from './lay-out.js';
import { useArm } from './use-arm.js';
import { useStepDeeds } from './use-step-deeds.js';

const directions: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

/** The keys of the canvas: arrows walk, Enter opens (as a button does), Delete removes, slash adds. */
export function useCanvasKeys() {
  const { store } = useEditorTools();
  const deeds = useStepDeeds();
  const arm = useArm();
  const chosen = () => {
    const { selection } = store.getState();
    return selection === null || selection === triggerId ? null : selection;
  };
  return {
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      if (!isOnCanvas(event.target)) return;
      const direction = directions[event.key];
      const id = chosen();
      if (direction && !event.altKey) walk(store, event.currentTarget, direction);
      else if (direction && id !== null) deeds.moveBy(id, direction === 'up' ? -1 : 1);
      else if (event.key === '/') arm(null);
      else if ((event.key === 'Delete' || event.key === 'Backspace') && id !== null)
        deeds.remove(id);
      else if (event.key === 'd' && (event.ctrlKey || event.metaKey) && id !== null) {
        deeds.duplicate(id);
      } else return;
      event.preventDefault();
    },
    onCopy: (event: ClipboardEvent) => {
      const id = chosen();
      const text = id === null ? null : deeds.textOf(id);
      if (text === null || String(window.getSelection()) !== '') return;
      event.clipboardData.setData('text/plain', text);
      event.preventDefault();
    },
    onPaste: (event: ClipboardEvent) => {
      if (deeds.paste(event.clipboardData.getData('text/plain'))) event.preventDefault();
    },
  };
}

/** Keys in a menu or a field of the canvas are theirs. */
function isOnCanvas(target: EventTarget): boolean {
  return target instanceof Element && target.closest('[role="menu"], input, textarea') === null;
}

function walk(store: EditorStore, canvas: HTMLElement, direction: Direction): void {
  const { document, selection, select } = store.getState();
  const next =
    selection === null ? triggerId : findNeighbour(layOut(document), selection, direction);
  if (next === null) return;
  select(next);
  canvas.querySelector<HTMLElement>(`[data-card="${next}"] .hl-node-main`)?.focus();
}
