import { locateStep } from '@hookline/contract';
import type { ClipboardEvent, KeyboardEvent } from 'react';
import { isSlash, letterOf } from '../read-key.js';
import { useEditorTools } from '../state/editor-context.js';
import type { EditorStore } from '../state/editor-store.js';
import { triggerId } from '../state/trigger-id.js';
import { chosenIds } from '../state/pick-actions.js';
import { findNeighbour, type Direction } from './find-neighbour.js';
import { isNest } from './measure.js';
import { removeChosen } from './remove-chosen.js';
import { shownLayout } from './shown-layout.js';
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
  const mayEdit = () => store.getState().mode === 'edit';
  return {
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      if (!isOnCanvas(event.target)) return;
      chooseReached(store, event);
      const direction = directions[event.key];
      if (direction && !event.altKey) walk(store, event, direction);
      else if (event.key === 'Escape') store.setState({ picked: [], armed: null });
      else if (fold(store, event.key)) return event.preventDefault();
      else if (!mayEdit()) return;
      else if (isSlash(event)) arm(null);
      else if (isCommand(event, 'a')) store.getState().pickAll();
      else if (isRemoval(event)) {
        const ids = chosenIds(store.getState());
        if (ids.length === 0) return;
        removeChosen(store, ids, { ...deeds, canvas: event.currentTarget });
      } else if (!doWith(deeds, chosenIds(store.getState()), event)) return;
      event.preventDefault();
    },
    onCopy: (event: ClipboardEvent) => {
      const ids = chosenIds(store.getState());
      if (ids.length === 0 || String(window.getSelection()) !== '') return;
      event.clipboardData.setData('text/plain', deeds.textOf(ids));
      event.preventDefault();
    },
    onPaste: (event: ClipboardEvent) => {
      if (!mayEdit() || !isOnCanvas(event.target)) return;
      if (deeds.paste(event.clipboardData.getData('text/plain'))) event.preventDefault();
    },
  };
}

const isRemoval = ({ key }: KeyboardEvent): boolean => key === 'Delete' || key === 'Backspace';
const isCommand = (event: KeyboardEvent, key: string): boolean =>
  (event.ctrlKey || event.metaKey) && letterOf(event) === key;

/** What a key does with the chosen steps; false when it means nothing. */
function doWith(deeds: StepDeeds, ids: readonly string[], event: KeyboardEvent): boolean {
  const { key, altKey } = event;
  const [id] = ids;
  if (id === undefined) return false;
  if (altKey && key === 'ArrowUp') deeds.moveBy(id, -1);
  else if (altKey && key === 'ArrowDown') deeds.moveBy(id, 1);
  else if (isCommand(event, 'd')) deeds.duplicate(ids);
  else return false;
  return true;
}

/** Minus puts the lanes of the selected step away, plus brings them back. */
function fold(store: EditorStore, key: string): boolean {
  if (!['-', '+', '='].includes(key)) return false;
  const { selection, document, collapsed, toggleCollapsed } = store.getState();
  const step = selection === null ? undefined : locateStep(document, selection)?.step;
  if (selection === null || step === undefined || !isNest(step)) return false;
  if (collapsed.has(selection) === (key !== '-')) toggleCollapsed(selection);
  return true;
}

/** Keys in a menu or a field of the canvas are theirs. */
function isOnCanvas(target: EventTarget): boolean {
  return target instanceof Element && target.closest('[role="menu"], input, textarea') === null;
}

/** A key means the card that the keyboard has reached, and never another one that was chosen before. */
function chooseReached(store: EditorStore, { key, target }: KeyboardEvent): void {
  if (key === 'Tab' || isModifier(key) || !(target instanceof Element)) return;
  const reached = target.closest('[data-card]')?.getAttribute('data-card') ?? null;
  const state = store.getState();
  if (reached === null || reached === state.selection || chosenIds(state).includes(reached)) return;
  state.select(reached);
}

const isModifier = (key: string): boolean => ['Shift', 'Control', 'Alt', 'Meta'].includes(key);

function walk(store: EditorStore, event: KeyboardEvent<HTMLElement>, direction: Direction): void {
  const state = store.getState();
  const { selection } = state;
  const next =
    selection === null ? triggerId : findNeighbour(shownLayout(state), selection, direction);
  if (next === null) return;
  if (event.shiftKey && next !== triggerId) {
    const ids = [...new Set([...chosenIds(state), next])];
    store.setState({ picked: ids.length > 1 ? ids : [], selection: next });
  } else state.select(next);
  const { currentTarget } = event;
  const card = currentTarget.querySelector<HTMLElement>(`[data-card="${next}"] .hl-node-main`);
  // One that is drawn only when it is in sight must not leave the keyboard with the card before.
  (card ?? currentTarget).focus();
}
