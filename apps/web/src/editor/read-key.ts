type Pressed = { readonly key: string; readonly code: string };

/**
 * The letter of a shortcut. Where the keyboard types another alphabet (Ctrl+Я on the key of Z), it is the letter
 * that stands there on a Latin keyboard; a Latin keyboard of another order keeps its own.
 */
export function letterOf({ key, code }: Pressed): string {
  const lower = key.toLowerCase();
  if (/^[a-z]$/.test(lower)) return lower;
  return /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? lower;
}

/** The key of the slash gives a full stop on Cyrillic keyboards. */
export const isSlash = ({ key, code }: Pressed): boolean =>
  key === '/' || (key === '.' && code === 'Slash');
