const key = 'hookline.editor.panelWidth';

export function rememberedWidth(): number | null {
  try {
    const stored = Number(localStorage.getItem(key));
    return stored > 0 ? stored : null;
  } catch {
    return null;
  }
}

export function rememberWidth(width: number): void {
  try {
    localStorage.setItem(key, String(width));
  } catch {
    // A browser that keeps nothing starts with the usual width.
  }
}
