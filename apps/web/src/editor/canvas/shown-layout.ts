import type { EditorState } from '../state/editor-store.js';
import { layOut, type Layout } from './lay-out.js';
import { gapKey } from './measure.js';

type Shown = Pick<EditorState, 'document' | 'collapsed' | 'dragged'>;

type Known = Pick<Shown, 'collapsed'> & { readonly open: string | null; readonly layout: Layout };

/** Who drags asks at each move of the pointer, and the picture asks for the same. */
const known = new WeakMap<Shown['document'], Known>();

/** The layout as the page shows it now: with what is put away, and with the gap that is open. */
export function shownLayout({ document, collapsed, dragged }: Shown): Layout {
  const open = dragged?.over ? gapKey(dragged.over) : null;
  const last = known.get(document);
  if (last?.open === open && last.collapsed === collapsed) return last.layout;
  const layout = layOut(document, { collapsed, open });
  known.set(document, { collapsed, open, layout });
  return layout;
}
