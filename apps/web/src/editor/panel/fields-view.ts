const key = 'hookline.fieldsView';

export type FieldsView = 'text' | 'wires';

/** How fields were looked at last on this machine. */
export function rememberedView(): FieldsView {
  try {
    return localStorage.getItem(key) === 'wires' ? 'wires' : 'text';
  } catch {
    return 'text';
  }
}

export function rememberView(view: FieldsView): void {
  try {
    localStorage.setItem(key, view);
  } catch {
    // A browser that keeps nothing starts with the text.
  }
}
