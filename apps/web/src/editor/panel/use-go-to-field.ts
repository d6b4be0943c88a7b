import { useEffect } from 'react';
import { useEditor, useEditorTools } from '../state/editor-context.js';
import type { EditorState } from '../state/editor-store.js';

const wantedOf = (state: EditorState) => state.wantedField;

/** Whoever was sent to a field has the keyboard in it, as soon as the panel shows it. */
export function useGoToField(panelId: string): void {
  const { store } = useEditorTools();
  const wanted = useEditor(wantedOf);
  useEffect(() => {
    const panel = document.getElementById(panelId);
    if (wanted === null || panel === null) return;
    // A menu or a list that one came by gives the keyboard back first, where it was.
    const frame = requestAnimationFrame(() => {
      store.setState({ wantedField: null });
      (wanted === '' ? startOf(panel) : fieldAt(panel, wanted))?.focus();
    });
    return () => cancelAnimationFrame(frame);
  }, [wanted, panelId, store]);
}

const startOf = (panel: HTMLElement): HTMLElement | null =>
  panel.querySelector('[role="tab"][aria-selected="true"]') ?? panel.querySelector('button');

/** The field at a pointer, or the nearest one that it lies in; as text and as wires alike. */
function fieldAt(panel: HTMLElement, pointer: string): HTMLElement | null {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const name = CSS.escape(at);
    const box = panel.querySelector(`[data-field="${name}"], [data-target="${name}"]`);
    const field = box?.querySelector<HTMLElement>('[role="textbox"], input, textarea, button');
    if (field) return field;
  }
  return null;
}
