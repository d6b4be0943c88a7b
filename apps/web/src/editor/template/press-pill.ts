import type { Extension } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import type { Asked } from './open-picker-keys.js';
import { splitTemplate } from './split-template.js';

/** A press on a pill, or F2 with the caret beside one, opens it. */
export function pressPill(onPill: (pill: Asked) => void): Extension {
  const open = (view: EditorView, at: number): boolean => {
    const found = splitTemplate(view.state.doc.toString()).find(
      (part) => part.kind === 'expression' && part.from <= at && at <= part.to,
    );
    if (found) onPill({ from: found.from, to: found.to });
    return found !== undefined;
  };
  return [
    EditorView.domEventHandlers({
      click: (event, view) => {
        const pill = event.target instanceof Element ? event.target.closest('.hl-pill') : null;
        return pill ? open(view, view.posAtDOM(pill)) : false;
      },
    }),
    keymap.of([{ key: 'F2', run: (view) => open(view, view.state.selection.main.head) }]),
  ];
}
