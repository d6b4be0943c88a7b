import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

/** What was typed to ask for the picker; it is replaced by what is picked. */
export type Asked = { readonly from: number; readonly to: number };

/** Two braces ask anywhere; a slash only where no address or date can be meant. */
export function askForPicker(onAsk: (asked: Asked) => void): Extension {
  return EditorView.inputHandler.of((view, from, to, text) => {
    const before = view.state.sliceDoc(0, from);
    const asksByBraces = text === '{{' || (text === '{' && before.endsWith('{'));
    const asksBySlash = text === '/' && /(^|\s)$/.test(before);
    if (!asksByBraces && !asksBySlash) return false;
    view.dispatch({
      changes: { from, to, insert: text },
      selection: { anchor: from + text.length },
      userEvent: 'input.type',
    });
    const start = asksByBraces && text === '{' ? from - 1 : from;
    onAsk({ from: start, to: from + text.length });
    return true;
  });
}
