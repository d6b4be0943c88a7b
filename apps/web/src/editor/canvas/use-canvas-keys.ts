import type { ClipboardEvent, KeyboardEvent } from 'react';
import { useEditorTools } from '../state/editor-context.js';
import { triggerId, type EditorStore } from '../state/editor-store.js';
import { findNeighbour, type Direction } from './find-neighbour.js';
import { layOut } from './lay-out.js';
import { useArm } from './use-arm.js';
import { useStepDeeds, type StepDeeds } from './use-step-deeds.js';

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
      else if (event.key === '/') arm(null);
      else if (id === null || !doWith(deeds, id, event)) return;
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

/** What a key does with the chosen step; false when it means nothing. */
function doWith(deeds: StepDeeds, id: string, event: KeyboardEvent): boolean {
  const { key, altKey } = event;
  if (altKey && key === 'ArrowUp') deeds.moveBy(id, -1);
  else if (altKey && key === 'ArrowDown') deeds.moveBy(id, 1);
  else if (key === 'Delete' || key === 'Backspace') deeds.remove(id);
  else if (key === 'd' && (event.ctrlKey || event.metaKey)) deeds.duplicate(id);
  else return false;
  return true;
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
