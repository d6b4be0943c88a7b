import type { EditorState } from '../state/editor-store.js';
import { layOut, type Layout } from './lay-out.js';
import { gapKey } from './measure.js';

type Shown = Pick<EditorState, 'document' | 'collapsed' | 'dragged'>;

/** The layout as the page shows it now: with what is put away, and with the gap that is open. */
export function shownLayout({ document, collapsed, dragged }: Shown): Layout {
  return layOut(document, { collapsed, open: dragged?.over ? gapKey(dragged.over) : null });
}
