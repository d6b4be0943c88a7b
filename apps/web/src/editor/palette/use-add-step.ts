import type { Place } from '@hookline/contract';
import { useCallback } from 'react';
import { useEditorTools } from '../state/editor-context.js';
import { tryDeed } from '../state/try-deed.js';
import { newStep } from './new-step.js';
import type { PaletteItem } from './palette-items.js';
import { whereToAdd } from './where-to-add.js';

type How = {
  at?: Place;
  /** Whoever adds by a key goes on in its settings. */
  field?: string | undefined;
};

/** Puts a fresh step of an item into the flow and opens it. */
export function useAddStep(): (item: PaletteItem, how?: How) => void {
  const { store } = useEditorTools();
  return useCallback(
    (item, { at, field } = {}) => {
      const state = store.getState();
      const step = newStep(state.document, item);
      const add = () => state.apply({ type: 'add_step', step, at: at ?? whereToAdd(state) });
      if (!tryDeed(add)) return;
      const needsConnection =
        item.app?.actions.find((one) => one.key === item.action)?.connection === 'required';
      store.getState().open(step.id, needsConnection ? 'setup' : 'fields', field);
    },
    [store],
  );
}
