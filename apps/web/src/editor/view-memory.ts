import type { EditorView } from './state/editor-store.js';

const key = 'hookline.editorView';

/** How flows were looked at last on this machine. */
export function rememberedView(): EditorView {
  try {
    return localStorage.getItem(key) === 'simple' ? 'simple' : 'canvas';
  } catch {
    return 'canvas';
  }
}

export function rememberView(view: EditorView): void {
  try {
    localStorage.setItem(key, view);
  } catch {
    // A browser that keeps nothing starts with the canvas.
  }
}
